namespace Akka.Persistence.Serialization;

/// <summary>Marks what persistence itself knows how to serialize.</summary>
public interface IMessage
{
}
