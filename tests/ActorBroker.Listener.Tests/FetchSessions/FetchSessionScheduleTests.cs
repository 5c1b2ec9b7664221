using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests.FetchSessions;

/// <summary>
/// Clients with fetch sessions, whatever happens between their fetches, know of their partitions exactly what a fetch of everything would tell them.
/// </summary>
public sealed class FetchSessionScheduleTests : ListenerKit
{
    private const string Topic = "orders";
    private const int Partitions = 4;
    private const int Steps = 1_500;

    private readonly int _seed = Seeds.Next();

    [Fact]
    public void Sessions_tell_what_a_fetch_of_everything_would()
    {
        var random = new Random(_seed);
        var admin = Connect();
        CreateTopic(admin, Topic, Partitions);
        var readers = Enumerable.Range(0, 3).Select(_ => NewReader(random)).ToArray();
        var (goneOn, spared, refused) = (0, 0, 0);

        for (var step = 0; step < Steps; step++)
        {
            var reader = readers[random.Next(readers.Length)];
            Change(random, reader, admin);
            var isGoingOn = reader.Epoch > 0;
            var isLost = random.Next(30) == 0;
            if (reader.Fetch(isLost) != ErrorCode.None)
                refused++;
            else if (!isLost)
            {
                AssertSeesAll(reader, step);
                goneOn += isGoingOn ? 1 : 0;
                spared += reader.Wanted.Count - reader.ToldCount;
            }
        }

        Assert.True(goneOn > Steps / 4 && spared > Steps / 4 && refused > 10, $"seed {_seed}: {goneOn} went on, {spared} partitions were spared, {refused} refused");
    }

    private SessionReader NewReader(Random random)
    {
        var client = Connect();
        var topic = client.Ask<MetadataResponse>(new MetadataRequest { Topics = null! }).Topics.Single(topic => topic.Name == Topic);
        return new SessionReader(client, topic.TopicId, Topic, (short)(random.Next(2) == 0 ? 12 : 17));
    }

    private static void Change(Random random, SessionReader reader, WireClient admin)
    {
        // One more than there are: it is asked for too.
        var partition = random.Next(Partitions + 1);
        switch (random.Next(8))
        {
            case 0 or 1:
                reader.Wanted.TryAdd(partition, 0);
                break;
            case 2 when random.Next(3) == 0:
                reader.Wanted.Remove(partition);
                break;
            case 3 or 4 or 5 when reader.Wanted.ContainsKey(partition) && reader.Seen.TryGetValue(partition, out var seen):
                reader.Wanted[partition] = Math.Max(0, random.Next(10) == 0 ? seen.HighWatermark + 5 : seen.HighWatermark);
                break;
            case 6 when random.Next(10) == 0:
                DeleteRecords(admin, partition % Partitions);
                break;
            case 7 when random.Next(8) == 0:
                (reader.SessionId, reader.Epoch) = (random.Next(2) == 0 ? reader.SessionId : random.Next(3), random.Next(-1, 4));
                break;
            default:
                var produced = Produce(Topic, Batch($"{random.Next(100)}"), acks: -1, partition % Partitions);
                Assert.Equal(ErrorCode.None, Result(admin.Ask<ProduceResponse>(produced)).ErrorCode);
                break;
        }
    }

    private static void DeleteRecords(WireClient admin, int partition)
    {
        var request = new DeleteRecordsRequest { TimeoutMs = 10_000 };
        var topic = request.Topics.AddNew();
        topic.Name = Topic;
        var asked = topic.Partitions.AddNew();
        (asked.PartitionIndex, asked.Offset) = (new PartitionIndex(partition), new Offset(-1));
        Assert.Equal(ErrorCode.None, admin.Ask<DeleteRecordsResponse>(request).Topics[0].Partitions[0].ErrorCode);
    }

    private void AssertSeesAll(SessionReader reader, int step)
    {
        var afresh = reader.LookAfresh();

        foreach (var partition in reader.Wanted.Keys)
        {
            var (expected, seen) = (afresh[partition], reader.Seen.GetValueOrDefault(partition));
            Assert.True(expected == seen, $"seed {_seed}, step {step}, partition {partition}: there is {expected}, and the client knows {seen}");
        }
    }
}
