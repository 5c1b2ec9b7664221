using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ActorBroker.Server.Tests.Running;

public sealed partial class TourTests : IDisposable
{
    // A failure ends the script; then the broker in its background must not live on.
    private const string Preamble = """
        set -euo pipefail
        cd "$1"
        PATH="$(dirname "$0"):$PATH"
        trap 'kill -9 $(jobs -p) 2>/dev/null || true' EXIT

        """;

    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact("bash")]
    public void The_tour_of_the_readme_does_what_it_says()
    {
        var address = FreeAddress();
        var environment = new Dictionary<string, string>
        {
            ["ACTORBROKER__KAFKA__LISTEN"] = address,
            ["ACTORBROKER__HTTP__LISTEN"] = "off",
            ["ACTORBROKER_BROKERS"] = address,
        };

        var script = Preamble + TourIn(File.ReadAllText(Path.Join(Repository.Root, "README.md")));
        var output = Encoding.UTF8.GetString(Tool.Run("bash", ["-c", script, ServerCommand.Program, _folder.Path], environment: environment));

        var lines = output.Split('\n');
        Assert.Contains($"  kafka     {address}", lines);
        Assert.Contains("well: 1 broker, 0 partitions, all led and in sync", lines);
        Assert.Equal(["espresso", "lungo", "ristretto", "macchiato"], lines.Where(line => line is "espresso" or "lungo" or "ristretto" or "macchiato").OrderBy(line => line == "macchiato"));
        Assert.Contains(lines, line => line.StartsWith("lag 1 record, ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("lag 0 records, ", StringComparison.Ordinal));
        Assert.True(Directory.Exists(Path.Join(_folder.Path, "data")));
    }

    /// <summary>The block of the section that is headed so.</summary>
    private static string TourIn(string readme) => TourBlock().Match(readme) is { Success: true } match
        ? match.Groups["script"].Value
        : throw new InvalidOperationException("The README has no section 'A tour' with a block of bash in it.");

    [GeneratedRegex(@"^## A tour\n(?:(?!^## ).*\n)*?```bash\n(?<script>(?:(?!```).*\n)*)```", RegexOptions.Multiline)]
    private static partial Regex TourBlock();

    // It was just free; the tour's broker takes it next.
    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
