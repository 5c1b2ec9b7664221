using System.Text.RegularExpressions;

namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>What differs from run to run of one and the same broker.</summary>
internal static partial class Varying
{
    /// <summary>The line with a name for each such part, and with single spaces.</summary>
    public static string Replace(string line)
    {
        line = TopicId().Replace(line, "TopicId: ID");
        line = ClusterId().Replace(line, "Cluster ID: ID");
        line = Milliseconds().Replace(line, "TIME");
        line = Folder().Replace(line, "FOLDER");
        line = Size().Replace(line, "\"size\":SOME");
        return Spaces().Replace(line, " ");
    }

    [GeneratedRegex("TopicId: [A-Za-z0-9_-]{22}")]
    private static partial Regex TopicId();

    [GeneratedRegex("Cluster ID: [A-Za-z0-9_-]{22}")]
    private static partial Regex ClusterId();

    /// <summary>Milliseconds since 1970, of this century's second quarter and what is near it.</summary>
    [GeneratedRegex(@"\b1[6-9]\d{11}\b")]
    private static partial Regex Milliseconds();

    [GeneratedRegex("""/[^"]*/actorbroker-[^"]*""")]
    private static partial Regex Folder();

    /// <summary>Of a log that has records: their times take a byte more or less.</summary>
    [GeneratedRegex("""
        "size":[1-9]\d*
        """)]
    private static partial Regex Size();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
