using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ActorBroker.Wire.Generator.Tests;

/// <summary>A file of descriptions that lies in memory.</summary>
internal sealed class DescriptionText(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
