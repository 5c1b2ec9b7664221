namespace ActorBroker.Wire;

/// <summary>What a client sends.</summary>
public interface IRequest : IMessage
{
    /// <summary>What it is for.</summary>
    ApiKey ApiKey { get; }
}
