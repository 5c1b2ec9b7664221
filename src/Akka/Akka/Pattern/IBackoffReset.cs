namespace Akka.Pattern;

/// <summary>When a back-off starts again from its minimum.</summary>
public interface IBackoffReset;
