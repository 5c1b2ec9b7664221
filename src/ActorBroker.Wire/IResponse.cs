namespace ActorBroker.Wire;

/// <summary>What a broker answers.</summary>
public interface IResponse : IMessage
{
    /// <summary>What the request was for.</summary>
    ApiKey ApiKey { get; }
}
