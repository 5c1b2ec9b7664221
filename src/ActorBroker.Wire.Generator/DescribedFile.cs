using ActorBroker.Wire.Generator.Descriptions;
using ActorBroker.Wire.Generator.Emission;

namespace ActorBroker.Wire.Generator;

/// <summary>What became of one file of descriptions: sources and entries of the catalog, or its first mistake.</summary>
internal sealed class DescribedFile : IEquatable<DescribedFile>
{
    private DescribedFile(string path) => Path = path;

    public string Path { get; }

    public IReadOnlyList<GeneratedSource> Sources { get; private set; } = [];

    public IReadOnlyList<CatalogEntry> Entries { get; private set; } = [];

    /// <summary>The mistake's text; null when there is none.</summary>
    public string? Mistake { get; private set; }

    public SourcePlace Place { get; private set; }

    public static DescribedFile Read(string path, string text, string termsText)
    {
        try
        {
            var messages = DescriptionParser.Parse(text, TermList.Parse(termsText));
            return new DescribedFile(path)
            {
                Sources = [.. messages.Select(message => new GeneratedSource(message.ClassName, MessageEmitter.Emit(message)))],
                Entries = [.. messages.Where(message => message.Role == MessageRole.Request).Select(request => EntryOf(request, messages))],
            };
        }
        catch (DescriptionException mistake)
        {
            return new DescribedFile(path) { Mistake = mistake.Message, Place = mistake.Place };
        }
    }

    /// <summary>The first mistake of a file of terms, or nothing to say of it.</summary>
    public static DescribedFile ReadTerms(string path, string text)
    {
        try
        {
            _ = TermList.Parse(text);
            return new DescribedFile(path);
        }
        catch (DescriptionException mistake)
        {
            return new DescribedFile(path) { Mistake = mistake.Message, Place = mistake.Place };
        }
    }

    public bool Equals(DescribedFile? other) =>
        other is not null && Path == other.Path && Mistake == other.Mistake && Place.Equals(other.Place)
        && Sources.SequenceEqual(other.Sources) && Entries.SequenceEqual(other.Entries);

    public override bool Equals(object? obj) => Equals(obj as DescribedFile);

    public override int GetHashCode() => Path.GetHashCode();

    private static CatalogEntry EntryOf(MessageDescription request, IReadOnlyList<MessageDescription> messages) => new(
        request.Name, request.Key, request.Body.Meaning, request.Versions, request.Flexible, request.HoldsFrame,
        messages.Any(message => message.Role == MessageRole.Response && message.Name == request.Name)
            ? true
            : throw new DescriptionException(request.Body.Place, $"{request.Name} has a request and no response"));
}
