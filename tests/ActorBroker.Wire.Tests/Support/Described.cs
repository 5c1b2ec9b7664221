using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Tests.Support;

/// <summary>All messages as their descriptions have them, for tests that go over every message and version.</summary>
internal static class Described
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "ActorBroker.Wire", "Messages");

    public static IReadOnlyList<MessageDescription> Messages { get; } =
    [
        .. Directory.GetFiles(Folder, "*.msg").Order(StringComparer.Ordinal)
            .SelectMany(path => DescriptionParser.Parse(File.ReadAllText(path), Terms())),
    ];

    /// <summary>Every message in every version.</summary>
    public static IEnumerable<(MessageDescription Message, short Version)> Versions =>
        Messages.SelectMany(message => VersionsOf(message).Select(version => (message, version)));

    public static IEnumerable<short> VersionsOf(MessageDescription message) =>
        Enumerable.Range(message.Versions.First, message.Versions.Last - message.Versions.First + 1).Select(version => (short)version);

    public static MessageDescription Find(string className) => Messages.Single(message => message.ClassName == className);

    /// <summary>A new object of the generated class.</summary>
    public static IMessage New(MessageDescription message) =>
        (IMessage)Activator.CreateInstance(typeof(IMessage).Assembly.GetType("ActorBroker.Wire.Messages." + message.ClassName, throwOnError: true)!)!;

    private static TermList Terms() => TermList.Parse(File.ReadAllText(Path.Combine(Folder, "Fields.terms")));
}
