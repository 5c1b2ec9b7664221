namespace Akka.Persistence;

/// <summary>To a journal.</summary>
public interface IJournalRequest : IJournalMessage
{
}
