namespace Akka.Persistence;

/// <summary>From a journal.</summary>
public interface IJournalResponse : IJournalMessage
{
}
