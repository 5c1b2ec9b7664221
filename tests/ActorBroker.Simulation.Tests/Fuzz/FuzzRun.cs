using ActorBroker.Model;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Clients;
using ActorBroker.Simulation.Tests.Mistakes;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Messages;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ActorBroker.Simulation.Tests.Fuzz;

/// <summary>One broker that is sent changed frames over many connections, one after the other, while somebody else uses it as he should.</summary>
internal sealed class FuzzRun : ILogEventSink
{
    /// <summary>Topics that frames name are made, and a frame may ask for a great many partitions.</summary>
    private const string Hocon = """
        actorbroker.kafka.auto-creates-topics = on
        actorbroker.controller { partitions-per-request-max = 20, partitions-max = 300 }
        actorbroker.config { group.initial.rebalance.delay.ms = 0, offsets.topic.num.partitions = 3 }
        """;

    private const int FramesPerConnectionMax = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(20);

    private readonly World _world;
    private readonly Machine _machine;
    private readonly Bystander _bystander;

    private FuzzRun(int seed, bool isTold)
    {
        _world = new World(seed, isTold);
        var logger = new LoggerConfiguration().MinimumLevel.Warning().WriteTo.Sink(this).CreateLogger();
        _machine = new Machine(_world, new BrokerSettings(Hocon), NoMistake.Instance, logger);
        _world.Process = _machine;
        _bystander = new Bystander(_world, _machine);
    }

    /// <summary>How many frames were sent, and how many answers came.</summary>
    public (int Sent, int Answered) Frames { get; private set; }

    /// <summary>What went wrong, in words; null for nothing.</summary>
    public string? Failure => _world.Failure is Violation violation ? violation.Message : _world.Failure?.ToString();

    /// <summary>What happened, a line for each; empty unless it was asked for.</summary>
    public IReadOnlyList<string> Told => _world.Told;

    /// <summary>Sends so many frames to a broker.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="frames">How many.</param>
    /// <param name="isTold">Whether the run says what happened.</param>
    public static FuzzRun Of(int seed, int frames, bool isTold = false) => Guarded(seed, isTold, run => run.SendChanged(frames));

    /// <summary>Sends every captured frame as it is, each over a connection of its own.</summary>
    public static FuzzRun OfUnchanged(int seed) => Guarded(seed, isTold: false, run => run.SendUnchanged());

    void ILogEventSink.Emit(LogEvent logEvent)
    {
        var line = $"{logEvent.RenderMessage()}{(logEvent.Exception is { } cause ? $" ({cause})" : "")}";
        _world.Note("log", line);
        if (logEvent.Level >= LogEventLevel.Error)
            _world.Fail(new Violation($"the broker logged an error: {line}"));
    }

    private static FuzzRun Guarded(int seed, bool isTold, Action<FuzzRun> send)
    {
        // What follows an await must stay on this thread, wherever the thread was borrowed from.
        var borrowed = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var run = new FuzzRun(seed, isTold);
        try
        {
            run._machine.Start();
            send(run);
            run.End();
        }
        catch (Exception failure)
        {
            run._world.Fail(failure);
        }
        finally
        {
            run._machine.Leave();
            SynchronizationContext.SetSynchronizationContext(borrowed);
        }

        return run;
    }

    private void SendChanged(int count)
    {
        var mutator = new FrameMutator(_world.Random, Prepare());
        while (Frames.Sent < count && _world.Failure is null)
        {
            var frames = Math.Min(_world.Random.Next(1, FramesPerConnectionMax), count - Frames.Sent);
            Exchange(Enumerable.Range(0, frames).Select(_ => mutator.Next()));
        }
    }

    private void SendUnchanged()
    {
        foreach (var frame in Prepare())
            Exchange([frame]);
    }

    /// <summary>Waits until the broker serves, and makes what the captured frames name.</summary>
    private byte[][] Prepare()
    {
        Await("the start", () => _machine.Process is { IsServing: true });
        _bystander.Begin();
        var admin = new Admin(_world, _machine);
        admin.Begin();
        Await("the topics", () => admin.Done.IsCompleted && _bystander.Rounds > 0);
        return CapturedFrames.For(admin.TopicIds);
    }

    private void Exchange(IEnumerable<byte[]> frames)
    {
        var connection = new ForgedConnection(_world, _machine.Process!);
        foreach (var frame in frames)
        {
            _world.Note("forger", Convert.ToHexString(frame));
            connection.Send(frame);
            Frames = (Frames.Sent + 1, Frames.Answered);
            if (connection.MayWait)
                _world.RunUntil(() => connection.IsSettled, _world.Some(WaitMax));
            else
                Await("an answer", () => connection.IsSettled || connection.MayWait, connection);
            if (connection.IsClosed || _world.Failure is not null)
                break;
        }

        Frames = (Frames.Sent, Frames.Answered + connection.AnswerCount);
        connection.Close();
    }

    private void End()
    {
        _bystander.IsLeaving = true;
        Await("the bystander to leave", () => _bystander.Done.IsCompleted);
        Await("everything under way to be given back", () => _machine.Process!.BytesInFlight == 0);
        if (_machine.Lives != 1)
            throw new Violation("the broker ended and was started again");
    }

    private void Await(string what, Func<bool> condition, object? who = null)
    {
        if (!_world.RunUntil(condition, Patience))
            throw new Violation($"waited {Patience} for {what}{(who is null ? "" : $": {who}")}");
    }

    /// <summary>Makes the topics of the captured frames.</summary>
    private sealed class Admin(World world, Machine machine) : Client(world, machine, "admin")
    {
        public Dictionary<string, TopicId> TopicIds { get; } = [];

        protected override async Task LiveAsync()
        {
            foreach (var topic in CapturedFrames.Topics)
            {
                using var reply = await AskAsync(Requests.CreateTopic(topic, 3, []));
                TopicIds[topic] = ((CreateTopicsResponse)reply!.Response).Topics[0].TopicId;
            }
        }
    }
}
