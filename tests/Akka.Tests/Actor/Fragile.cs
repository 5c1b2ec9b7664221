using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>An actor that writes down its life and throws when told to. Every instance has a number.</summary>
internal sealed class Fragile : UntypedActor
{
    private readonly List<string> _diary;
    private readonly int _number;
    private int _count;

    public Fragile(List<string> diary)
    {
        _diary = diary;
        _number = diary.Count(line => line.StartsWith("new", StringComparison.Ordinal)) + 1;
        Write("new");
    }

    public static Props Props(List<string> diary) => Akka.Actor.Props.Create(() => new Fragile(diary));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Exception fault:
                throw fault;
            case "count":
                Sender.Tell(++_count, Self);
                break;
            default:
                Write($"got {message}");
                break;
        }
    }

    protected override void PreStart() => Write("PreStart");

    protected override void PreRestart(Exception reason, object? message)
    {
        Write($"PreRestart {reason.Message} in {message?.GetType().Name ?? "nothing"}");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        Write($"PostRestart {reason.Message}");
        base.PostRestart(reason);
    }

    protected override void PostStop() => Write("PostStop");

    private void Write(string what) => _diary.Add($"{what}#{_number}");
}
