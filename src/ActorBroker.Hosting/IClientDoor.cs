using System.Net;
using ActorBroker.Hosting.Metrics;

namespace ActorBroker.Hosting;

/// <summary>A door that clients reach through the network, in the order in which a broker's life uses it: bound, opened, closed.</summary>
internal interface IClientDoor
{
    /// <summary>Where it listens; known before it is opened, for the broker says so to its cluster when it registers.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>What it counts, now.</summary>
    ListenerFigures Figures { get; }

    /// <summary>Lets clients in from now on.</summary>
    void Open();

    /// <summary>Lets nobody in any more; done when requests under way were answered and the address is free. Also where it was never opened.</summary>
    Task CloseAsync();
}
