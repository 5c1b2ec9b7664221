using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Producing;

namespace ActorBroker.Server.Benches;

/// <summary>The options of a <c>bench</c> command.</summary>
internal sealed class BenchOptions
{
    private const int SizeMax = 100_000_000;

    private readonly bool _writes;
    private readonly bool _isPaced;
    private readonly WriteOptions _write = new();

    private readonly Argument<string> _topic = new("TOPIC") { Description = "The topic. The default is bench; it is made if it is not there.", DefaultValueFactory = _ => "bench" };

    private readonly Option<long?> _messages = new("--messages", "-n") { Description = "How many records, of all clients.", HelpName = "N" };

    private readonly Option<TimeSpan?> _duration = new("--duration", "-d") { Description = "How long.", HelpName = "DURATION" };

    private readonly Option<int> _size = new("--size", "-s") { Description = "The bytes of a value; the default is 100.", HelpName = "BYTES", DefaultValueFactory = _ => 100 };

    private readonly Option<double?> _rate = new("--rate", "-r")
    {
        Description = "Records in a second, of all clients. Latency then counts from when a record was to be sent, so that a broker that stops has no better figures "
            + "for what was not sent meanwhile.",
        HelpName = "N",
    };

    private readonly Option<int> _clients = new("--clients", "-c")
    {
        Description = "How many clients, each with connections of its own; the default is 1.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _partitions = new("--partitions")
    {
        Description = "The partitions of a topic that is not there yet; the default is 1.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    /// <param name="writes">True for a run that writes records.</param>
    /// <param name="isPaced">True for a run that has a rate by default.</param>
    public BenchOptions(bool writes, bool isPaced = false)
    {
        (_writes, _isPaced) = (writes, isPaced);
        _duration.CustomParser = result =>
        {
            if (Duration.Parse(result.Tokens[0].Value) is { } duration && duration > TimeSpan.Zero)
                return duration;
            result.AddError($"--duration: '{result.Tokens[0].Value}' is no duration: a number and ms, s, m or h, as 10s.");
            return null;
        };
    }

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_topic);
        foreach (var option in new Option[] { _messages, _duration, _clients })
            command.Options.Add(option);
        if (!_writes)
            return;

        foreach (var option in new Option[] { _size, _rate, _partitions })
            command.Options.Add(option);
        _write.AddTo(command);
    }

    /// <summary>What is to be done. Without number and duration: a million records, of a paced run 10 s.</summary>
    /// <exception cref="UsageException">It is said wrong.</exception>
    public BenchPlan Read(ParseResult parsed)
    {
        var (messages, duration) = (parsed.GetValue(_messages), parsed.GetValue(_duration));
        var isOpen = messages is null && duration is null;
        return new BenchPlan
        {
            Topic = parsed.GetValue(_topic)!,
            Messages = isOpen && _writes && !_isPaced ? 1_000_000 : messages is null or > 0 ? messages : throw new UsageException("--messages must be 1 or more."),
            Duration = isOpen && _isPaced ? TimeSpan.FromSeconds(10) : duration,
            Size = _writes ? Within(parsed.GetValue(_size), _isPaced ? EndToEndStamp.Bytes : 0, SizeMax, "--size") : 0,
            Rate = _writes ? RateOf(parsed.GetValue(_rate)) : null,
            Clients = Within(parsed.GetValue(_clients), 1, 1_000, "--clients"),
            Partitions = _writes ? Within(parsed.GetValue(_partitions), 1, 10_000, "--partitions") : 1,
            Producer = _writes ? _write.Read(parsed) : new ProducerOptions(),
        };
    }

    private static int Within(int value, int least, int most, string option) => value >= least && value <= most
        ? value
        : throw new UsageException($"{option} must be {least} to {most}.");

    private double? RateOf(double? said) => said switch
    {
        null => _isPaced ? 1_000 : null,
        > 0 and < 1e9 => said,
        _ => throw new UsageException("--rate must be more than 0 and less than 1000000000."),
    };
}
