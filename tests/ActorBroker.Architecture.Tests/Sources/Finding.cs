namespace ActorBroker.Architecture.Tests.Sources;

/// <summary>One breach of a rule. <paramref name="Line"/> counts from 1; <paramref name="Message"/> says what to do about it.</summary>
internal readonly record struct Finding(string Path, int Line, string Message)
{
    /// <summary>The form that editors and terminals make a link of.</summary>
    public override string ToString() => $"{Path}:{Line}: {Message}";
}
