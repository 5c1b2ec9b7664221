namespace ActorBroker.Wire;

/// <summary>A whole message: a request, a response, a header, or a record of an internal topic.</summary>
public interface IMessage : IWireElement
{
    /// <summary>The message's name, for diagnostics.</summary>
    string MessageName { get; }

    /// <summary>The versions that can be read and written.</summary>
    ApiVersionRange Versions { get; }
}
