using System.Net;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener;
using Akka.Event;

namespace ActorBroker.Hosting;

/// <summary>The door for Kafka clients.</summary>
internal sealed class KafkaDoor : IClientDoor
{
    private readonly KafkaListener _listener;

    private KafkaDoor(KafkaListener listener) => _listener = listener;

    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <exception cref="System.Net.Sockets.SocketException">The address is taken, or is not this machine's.</exception>
    public static IClientDoor Bind(ListenerOptions options, BrokerDoors doors, ILoggingAdapter logger) => new KafkaDoor(KafkaListener.Bind(options, doors, logger));

    public void Open() => _listener.Start();

    public Task CloseAsync() => _listener.StopAsync();
}
