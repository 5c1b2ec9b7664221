namespace ActorBroker.Hosting.Http;

/// <summary>What a page answers: a whole body, of which nothing may be kept on the way.</summary>
/// <param name="Status">The status code (RFC 9110).</param>
/// <param name="ContentType">The body's media type.</param>
/// <param name="Body">The body.</param>
internal sealed record HttpAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body);
