using ActorBroker.Log.Disk;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>The broker as it is.</summary>
internal sealed class NoMistake : IMistake
{
    public static readonly NoMistake Instance = new();

    public string Hocon => "";

    public ILogDisk Spoil(ILogDisk disk) => disk;
}
