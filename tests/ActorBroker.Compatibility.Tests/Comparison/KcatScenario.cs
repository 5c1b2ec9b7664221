namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>kcat writes, reads, seeks and asks, and does what is refused.</summary>
/// <param name="broker">The broker's address.</param>
internal sealed class KcatScenario(string broker) : Scenario(broker)
{
    private const string Topic = "kc-orders";
    private const string Everything = "%p %o %k %s %h %S\n";

    // How many records each partition is given.
    private static readonly int[] Written = [8, 7, 3];

    protected override void Play()
    {
        WriteAndRead();
        Seek();
        ReadInGroups();
        DoWhatIsRefused();
    }

    private void WriteAndRead()
    {
        foreach (var (partition, codec) in ((int, string)[])[(0, "none"), (1, "gzip"), (2, "snappy"), (0, "lz4"), (1, "zstd")])
            Kcat($"written with {codec}", "k1:v1\nk2:\nk3:v3\n", "-P", "-t", Topic, "-p", $"{partition}", "-z", codec, "-K", ":", "-Z", "-H", $"codec={codec}");
        Kcat("written idempotent", "k4:v4\nk5:v5\n", "-P", "-t", Topic, "-p", "0", "-K", ":", "-X", "enable.idempotence=true");
        Kcat("written unacknowledged", "k6:v6\n", "-P", "-t", Topic, "-p", "1", "-K", ":", "-X", "acks=0");
        for (var partition = 0; partition < 3; partition++)
            Kcat($"read from {partition}", "", "-C", "-q", "-t", Topic, "-p", $"{partition}", "-c", $"{Written[partition]}", "-o", "beginning", "-f", Everything);
        Kcat("listed", "", "-L", "-t", Topic);
    }

    private void Seek()
    {
        foreach (var offset in (string[])["-2", "6", "end", "s@1", "s@99999999999999"])
            Kcat($"read from {offset}", "", "-C", "-q", "-e", "-t", Topic, "-p", "0", "-o", offset, "-f", Everything);
        Kcat("read between times", "", "-C", "-q", "-t", Topic, "-p", "0", "-o", "s@1", "-o", "e@99999999999999", "-e", "-f", Everything);
        foreach (var time in (string[])["-1", "-2", "1", "99999999999999"])
            Kcat($"asked for the offset of {time}", "", "-Q", "-t", $"{Topic}:0:{time}");
    }

    private void ReadInGroups()
    {
        string[] member = ["-G", "kc-group", "-q", "-X", "auto.offset.reset=earliest", "-f", "%p %o\n"];
        Note("group reads", Printed("kcat", ["-b", Broker, .. member, "-c", "18", Topic]), inOrder: false);
        Kcat("group goes on", "x\n", "-P", "-t", Topic, "-p", "1");
        Kcat("group goes on", "", [.. member, "-c", "1", Topic]);
    }

    private void DoWhatIsRefused()
    {
        Kcat("read nothing that is there", "", "-C", "-e", "-t", Topic, "-p", "9", "-o", "beginning");
        Kcat("read beyond the end", "", "-C", "-q", "-e", "-t", Topic, "-p", "2", "-o", "99", "-X", "auto.offset.reset=error");
        Kcat("written too large", new string('x', 1_100_000) + "\n", "-P", "-t", Topic, "-p", "2", "-X", "message.max.bytes=2000000");
        Kcat("written to a bad name", "x\n", "-P", "-t", "kc orders", "-X", "message.timeout.ms=5000");
        Kcat("listed a bad name", "", "-L", "-t", "kc orders");
        Kcat("written with a codec that is none", "x\n", "-P", "-t", Topic, "-z", "brotli");
    }

    private void Kcat(string step, string input, params string[] arguments) => Note(step, Printed("kcat", ["-b", Broker, .. arguments], input));
}
