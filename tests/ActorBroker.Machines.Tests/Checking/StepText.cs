using System.Runtime.CompilerServices;

namespace ActorBroker.Machines.Tests.Checking;

/// <summary>A step in words, put together only where an expansion tells its steps.</summary>
[InterpolatedStringHandler]
internal ref struct StepText
{
    private DefaultInterpolatedStringHandler _text;

    public StepText(int literals, int values, Expansion expansion, out bool isTelling)
    {
        isTelling = expansion.IsTelling;
        _text = isTelling ? new DefaultInterpolatedStringHandler(literals, values) : default;
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public string ToStringAndClear() => _text.ToStringAndClear();
}
