namespace Akka.Actor.Internal;

/// <summary>Names that the runtime gives: a number in base 64, least significant digit first (spec/akka-wire.md, 2).</summary>
internal static class ChildName
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    public static string FromCounter(long counter) => Encode("$", counter);

    public static string Encode(string prefix, long counter)
    {
        Span<char> text = stackalloc char[16 + prefix.Length];
        prefix.CopyTo(text);
        var length = prefix.Length;
        do
        {
            text[length++] = Digits[(int)(counter & 63)];
            counter = (long)((ulong)counter >> 6);
        }
        while (counter != 0);

        return new string(text[..length]);
    }
}
