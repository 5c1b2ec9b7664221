using ActorBroker.Broker.Doors;

namespace ActorBroker.Listener.Tests.Support;

/// <summary>Asks for the pauses that a test sets, one for each request, and remembers what was charged.</summary>
internal sealed class PlannedQuotas : IClientQuotas
{
    /// <summary>The pauses to come; none when it is empty.</summary>
    public Queue<TimeSpan> Pauses { get; } = new();

    /// <summary>What was charged, in order.</summary>
    public List<(string Principal, string? ClientId, ClientUse Use)> Charged { get; } = [];

    public TimeSpan Charge(ClientIdentity client, string? clientId, ClientUse use)
    {
        lock (Charged)
        {
            Charged.Add((client.Principal, clientId, use));
            return Pauses.TryDequeue(out var pause) ? pause : TimeSpan.Zero;
        }
    }
}
