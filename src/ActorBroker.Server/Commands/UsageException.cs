namespace ActorBroker.Server.Commands;

/// <summary>What the user wrote cannot be meant. The message says what is wrong with it and what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
