using System.Runtime.InteropServices;

namespace Akka.Actor.Internal;

/// <summary>
/// The message that an actor handles. It lies with the thread and not in the cell, and alone in its cache lines, because it is
/// written for every message: whoever reads the cell meanwhile in order to send to the actor would be slowed down several times.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * CacheLineBytes + 16)]
internal sealed class MessageInHand
{
    private const int CacheLineBytes = 64;

    [ThreadStatic]
    private static MessageInHand? _ofThisThread;

    [FieldOffset(CacheLineBytes)]
    public Envelope Envelope;

    public static MessageInHand OfThisThread => _ofThisThread ??= new MessageInHand();
}
