using ActorBroker.Model;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Ledgers;
using ActorBroker.Simulation.Tests.Network;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>Somebody who uses the broker, connects again when his connection is lost, and believes only what he is told.</summary>
internal abstract class Client(World world, Machine machine, string name)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryMax = TimeSpan.FromMilliseconds(300);

    /// <summary>What a healthy client of a broker in trouble has to expect, and asks again after.</summary>
    private static readonly ErrorCode[] Passing =
    [
        ErrorCode.NotLeaderOrFollower, ErrorCode.UnknownTopicOrPartition, ErrorCode.LeaderNotAvailable, ErrorCode.KafkaStorageError,
        ErrorCode.RequestTimedOut, ErrorCode.NotController, ErrorCode.CoordinatorNotAvailable, ErrorCode.CoordinatorLoadInProgress, ErrorCode.NotCoordinator,
    ];

    private Link? _link;

    public string Name => name;

    /// <summary>Done when it has done all that it wanted.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>Set when it shall come to an end.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Set when it shall do nothing odd any more.</summary>
    public bool IsCalm { get; set; }

    protected World World => world;

    protected Random Random => world.Random;

    public void Begin() => Done = RunAsync();

    /// <summary>Breaks its connection.</summary>
    public void Disconnect() => _link?.Dispose();

    protected abstract Task LiveAsync();

    protected void Note(string what) => world.Note(name, what);

    protected Task PauseAsync() => world.Delay(world.Some(RetryMax));

    /// <summary>A connection, once there is one.</summary>
    protected async Task<Link> ConnectAsync()
    {
        while (_link is not { IsOpen: true })
        {
            _link = await Link.ConnectAsync(world, machine);
            if (_link is null)
                await PauseAsync();
        }

        return _link;
    }

    /// <summary>Asks over the present connection, or a new one; null when it was lost before the answer.</summary>
    protected async Task<ClientReply?> AskAsync(IRequest request, short versionMax = short.MaxValue)
    {
        var link = await ConnectAsync();
        return await link.AskAsync(request, link.VersionOf(request.ApiKey, versionMax), Timeout);
    }

    /// <summary>True when an answer is nothing but a reason to ask again.</summary>
    /// <exception cref="Violation">It is an error that cannot be.</exception>
    protected bool IsPassing(ErrorCode error, string asked)
    {
        if (error == ErrorCode.None)
            return false;
        Note($"{asked}: {error}");
        return Array.IndexOf(Passing, error) >= 0 ? true : throw new Violation($"{name} {asked} and was answered {error}");
    }

    /// <summary>Asks where the log starts or ends, and lets the ledger judge the answer.</summary>
    protected async Task AskBoundAsync(PartitionLedger partition, bool wantsStart)
    {
        var asked = partition.Moment;
        using var reply = await AskAsync(Requests.ListOffsets(partition.Topic, partition.Index, wantsStart ? Requests.Earliest : Requests.Latest));
        if (reply is null)
            return;
        var result = ((ListOffsetsResponse)reply.Response).Topics[0].Partitions[0];
        if (IsPassing(result.ErrorCode, $"asked for a bound of {partition.Name}"))
            return;
        if (wantsStart)
            partition.ShowStart(result.Offset.Value, asked);
        else
            partition.ShowHighWatermark(result.Offset.Value, asked);
    }

    private async Task RunAsync()
    {
        try
        {
            await LiveAsync();
        }
        catch (Exception failure)
        {
            world.Fail(failure);
        }
    }
}
