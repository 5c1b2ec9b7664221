using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ActorBroker.Log.Tests.Interchange;

/// <summary>What Kafka's own tool says of a log's files.</summary>
internal sealed partial class KafkaDump
{
    public const string Kafka = "shared/peers/kafka/kafka";

    private static readonly string[] Complaints = ["mismatch", "corrupt", "invalid", "isvalid: false", "out of order", "not found", "ould not"];

    private KafkaDump(string text) => Text = text;

    /// <summary>All that the tool printed.</summary>
    public string Text { get; }

    /// <summary>Lines in which the tool finds fault with a file.</summary>
    public IEnumerable<string> Faults => Text.Split('\n').Where(line =>
        !line.StartsWith("| ", StringComparison.Ordinal) && Array.Exists(Complaints, word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Runs the tool on all files of a folder with one of these suffixes; <paramref name="more"/> are further options.</summary>
    public static KafkaDump Of(string folder, string[] suffixes, params string[] more)
    {
        var files = Directory.GetFiles(folder).Where(file => suffixes.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal);
        return new KafkaDump(Encoding.UTF8.GetString(Tool.Run(Kafka, ["dump-log", "--files", string.Join(',', files), .. more])));
    }

    /// <summary>The records of all segments, in order.</summary>
    public List<DumpedRecord> Records()
    {
        var records = new List<DumpedRecord>();
        var (segment, position, codec) = (-1L, -1L, "");
        foreach (var line in Text.Split('\n'))
        {
            if (SegmentLine().Match(line) is { Success: true } dumping)
                segment = Number(dumping, "base");
            else if (BatchLine().Match(line) is { Success: true } batch)
                (position, codec) = (Number(batch, "position"), batch.Groups["codec"].Value);
            else if (RecordLine().Match(line) is { Success: true } record)
                records.Add(Record(record, segment, position, codec));
        }

        return records;
    }

    private static DumpedRecord Record(Match record, long segment, long position, string codec) => new(
        segment,
        position,
        Number(record, "offset"),
        Number(record, "time"),
        codec,
        (int)Number(record, "sequence"),
        record.Groups["headers"].Value,
        record.Groups["content"].Value);

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Dumping .*/(?<base>\d{20})\.log$")]
    private static partial Regex SegmentLine();

    [GeneratedRegex(@"^baseOffset: .* position: (?<position>\d+) .* compresscodec: (?<codec>\w+) ")]
    private static partial Regex BatchLine();

    [GeneratedRegex(@"^\| offset: (?<offset>\d+) \w+: (?<time>-?\d+) keySize: .* sequence: (?<sequence>-?\d+) headerKeys: \[(?<headers>[^\]]*)\] ?(?<content>.*)$")]
    private static partial Regex RecordLine();
}
