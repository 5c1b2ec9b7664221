namespace Akka.Pattern;

/// <summary>Once the child has lived for as long as this.</summary>
internal sealed record AutoReset(TimeSpan ResetBackoff) : IBackoffReset;
