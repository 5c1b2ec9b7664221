namespace ActorBroker.Machines.Metadata;

/// <summary>Where clients reach a broker through one of its listeners.</summary>
/// <param name="Listener">The listener's name, unique within a broker: <c>PLAINTEXT</c>, <c>EXTERNAL</c>, …</param>
/// <param name="Host">The advertised host name or address.</param>
/// <param name="Port">The advertised port, 1 to 65535.</param>
/// <param name="SecurityProtocol">Kafka's number: 0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL.</param>
public sealed record BrokerEndpoint(string Listener, string Host, int Port, short SecurityProtocol);
