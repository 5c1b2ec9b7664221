namespace ActorBroker.Log.Directories;

/// <summary>What was found where a small state file should be. Only <see cref="Sound"/> gives its content.</summary>
public enum StateFileCondition
{
    /// <summary>The file is whole and of a version this build reads.</summary>
    Sound,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file is torn, too long, of another kind, or its checksum or a field is wrong. The caller rebuilds it from the log.</summary>
    Damaged,

    /// <summary>The file is whole, but a newer build wrote it. The caller refuses with <see cref="NewerFormatException"/>: rebuilding would lose what the newer build kept.</summary>
    Newer,
}
