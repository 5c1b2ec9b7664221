using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ActorBroker.Model;

/// <summary>What must hold whatever the input: checked in every build. A breach is our own mistake; it crashes the actor that made it.</summary>
public static class Invariant
{
    /// <summary>Returns when <paramref name="condition"/> is true.</summary>
    /// <exception cref="InvariantException">It is false; the message says what should have held, and the condition's text.</exception>
    public static void Holds(
        [DoesNotReturnIf(false)] bool condition,
        string what,
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition)
            Throw(what, expression);
    }

    [DoesNotReturn]
    [StackTraceHidden]
    private static void Throw(string what, string expression) => throw new InvariantException($"{what} ({expression})");
}
