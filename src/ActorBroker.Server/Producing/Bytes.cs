namespace ActorBroker.Server.Producing;

/// <summary>Keys and values that may be none.</summary>
internal static class Bytes
{
    /// <summary>Null for a null array, which the language's own conversion would make empty.</summary>
    public static ReadOnlyMemory<byte>? Of(byte[]? content) => content is null ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(content);
}
