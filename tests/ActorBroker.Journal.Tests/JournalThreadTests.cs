using ActorBroker.Journal.Tests.Crashes;
using Akka.Actor;
using Akka.Configuration;

namespace ActorBroker.Journal.Tests;

/// <summary>The plugins on threads and on the machine's own disk, as they come configured.</summary>
public sealed class JournalThreadTests : IDisposable
{
    private const int Actors = 40;
    private const int Commands = 15;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact("flock")]
    public async Task What_many_actors_wrote_at_once_is_there_after_a_restart()
    {
        var written = await Run(commands: Commands);

        var recovered = await Run(commands: 0);

        Assert.All(written, notes => Assert.Equal(Commands * 2, notes.Kept.Count));
        Assert.Equal(written.Select(notes => notes.Kept.Select(kept => kept.Event)), recovered.Select(notes => notes.Recovered!));
    }

    private async Task<DiaryNotes[]> Run(int commands)
    {
        var config = ConfigurationFactory.ParseString($$"""
            akka { loglevel = WARNING, stdout-loglevel = WARNING }
            akka.persistence.journal.plugin = "actorbroker.journal.local"
            akka.persistence.snapshot-store.plugin = "actorbroker.snapshot-store.local"
            actorbroker.journal.local { directory = "{{_folder.Path}}/journal", segment-bytes = 16 KiB }
            actorbroker.snapshot-store.local { directory = "{{_folder.Path}}/snapshots", segment-bytes = 16 KiB }
            """);
        var system = ActorSystem.Create("threads", config.WithFallback(LocalJournalConfig.Default));
        var notes = Enumerable.Range(0, Actors).Select(_ => new DiaryNotes(() => 0)).ToArray();
        var diaries = notes.Select((note, number) => system.ActorOf(Props.Create(() => new Diary($"diary-{number}", note)))).ToList();
        for (var command = 0; command < commands; command++)
        {
            for (var number = 0; number < Actors; number++)
            {
                diaries[number].Tell(new Diary.Write([$"{number}-{command}-a", $"{number}-{command}-b"]), ActorRefs.NoSender);
                if (command % 4 == 3)
                    diaries[number].Tell(Diary.Tidy.Instance, ActorRefs.NoSender);
            }
        }

        await Task.WhenAll(diaries.Select(diary => diary.Ask<Diary.Rest>(Diary.Rest.Instance, Limit)));
        await system.Terminate();
        Assert.All(["journal", "snapshots"], AwaitFree);
        return notes;
    }

    /// <summary>A plugin's disk work may outlast its actor system, and gives the directory free when it ends.</summary>
    private void AwaitFree(string directory) => Tool.Run("flock", [$"{_folder.Path}/{directory}/.lock", "true"]);
}
