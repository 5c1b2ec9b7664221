using ActorBroker.Model;

namespace ActorBroker.Log.Repair;

/// <summary>One thing that a <see cref="LogRepair"/> does, or does not dare.</summary>
/// <param name="Path">The file, or a replica's directory that is missing.</param>
/// <param name="Action">What is done.</param>
/// <param name="Sentence">What is wrong, and for <see cref="RepairAction.Leave"/> what to do about it.</param>
public sealed record RepairStep(string Path, RepairAction Action, string Sentence)
{
    /// <summary>Where the bytes begin that go, from the file's start; 0 where none go.</summary>
    public long Position { get; init; }

    /// <summary>How many bytes go.</summary>
    public long Bytes { get; init; }

    /// <summary>The first offset that is lost; <see cref="Offset.None"/> when none is.</summary>
    public Offset First { get; init; } = Offset.None;

    /// <summary>The first offset behind those; <see cref="Offset.None"/> when none is lost, or when nobody can tell how many were there.</summary>
    public Offset Next { get; init; } = Offset.None;
}
