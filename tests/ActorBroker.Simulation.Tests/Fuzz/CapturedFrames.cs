using System.Buffers.Binary;
using ActorBroker.Model;

namespace ActorBroker.Simulation.Tests.Fuzz;

/// <summary>What real clients sent to the broker, recorded by <c>Captures/record.py</c>: requests with their lengths, by client.</summary>
internal static class CapturedFrames
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ActorBroker.Simulation.Tests", "Captures");

    private static readonly IReadOnlyDictionary<string, byte[]> RecordedIds = File.ReadLines(Path.Combine(Folder, "topic-ids"))
        .Select(line => line.Split(' ')).ToDictionary(words => words[0], words => Convert.FromHexString(words[1]), StringComparer.Ordinal);

    /// <summary>The topics that the clients used, each with three partitions.</summary>
    public static IEnumerable<string> Topics => RecordedIds.Keys;

    /// <summary>The frames of each client.</summary>
    public static IReadOnlyDictionary<string, byte[][]> ByClient { get; } = Directory.EnumerateFiles(Folder, "*.frames")
        .Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Split(File.ReadAllBytes(path)).ToArray(), StringComparer.Ordinal);

    /// <summary>All frames, as if they had been sent to a broker whose topics have these ids.</summary>
    public static byte[][] For(IReadOnlyDictionary<string, TopicId> topics)
    {
        var frames = ByClient.Values.SelectMany(frames => frames).Select(frame => frame.ToArray()).ToArray();
        foreach (var (topic, recorded) in RecordedIds)
        {
            var id = topics[topic].Value.ToByteArray(bigEndian: true);
            foreach (var frame in frames)
            {
                if (frame.AsSpan().IndexOf(recorded) is var place and >= 0)
                    id.CopyTo(frame, place);
            }
        }

        return frames;
    }

    private static IEnumerable<byte[]> Split(byte[] bytes)
    {
        for (var place = 0; place < bytes.Length;)
        {
            var length = sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(place));
            yield return bytes[place..(place + length)];
            place += length;
        }
    }
}
