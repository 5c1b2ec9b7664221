using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>Names under random changes: what was flushed is durable, and no power loss makes a tree that could not have been.</summary>
public sealed class MemoryDiskTreeTests
{
    private static readonly string[] Directories = ["", "/a", "/b", "/a/c"];

    [Fact]
    public void Flush_of_every_directory_makes_the_whole_tree_durable()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        for (var run = 0; run < 300; run++)
        {
            var disk = Create();
            Change(disk, random);
            FlushAll(disk);

            var lost = disk.CrashedAt(disk.ChangeCount, DiskCrash.PowerLoss, random);

            Assert.True(Tree(disk).SequenceEqual(Tree(lost)), $"A flushed name is lost; run {run} of seed {seed}.");
        }
    }

    [Fact]
    public void Each_file_has_at_most_one_name_after_a_power_loss_and_keeps_its_flushed_bytes()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        for (var run = 0; run < 300; run++)
        {
            var disk = Create();
            Change(disk, random);

            var lost = disk.CrashedAt(disk.ChangeCount, DiskCrash.PowerLoss, random);

            var contents = Tree(lost).Where(name => lost.FileExists(name)).Select(name => BitConverter.ToInt32(lost.Get(name)!)).ToList();
            Assert.True(contents.Distinct().Count() == contents.Count, $"A file has two names; run {run} of seed {seed}.");
        }
    }

    private static MemoryDisk Create()
    {
        var disk = new MemoryDisk();
        foreach (var directory in Directories)
            disk.CreateDirectory($"/{directory}");
        FlushAll(disk);
        return disk;
    }

    /// <summary>Creates, deletes, renames and flushes; each file holds a number of its own, and is flushed at once.</summary>
    private static void Change(MemoryDisk disk, Random random)
    {
        for (var step = random.Next(20); step > 0; step--)
        {
            var (path, other) = (AnyPath(random), AnyPath(random));
            switch (random.Next(5))
            {
                case 0:
                    disk.Delete(path);
                    break;
                case 1 when disk.FileExists(path):
                    disk.Rename(path, other);
                    break;
                case 2:
                    disk.FlushDirectory($"/{Directories[random.Next(Directories.Length)]}");
                    break;
                default:
                    disk.Delete(path);
                    disk.Put(path, BitConverter.GetBytes(random.Next()), flush: true);
                    break;
            }
        }
    }

    private static string AnyPath(Random random) => $"{Directories[random.Next(Directories.Length)]}/file{random.Next(3)}";

    private static void FlushAll(MemoryDisk disk)
    {
        foreach (var directory in Directories)
            disk.FlushDirectory($"/{directory}");
    }

    /// <summary>All paths of the disk.</summary>
    private static IEnumerable<string> Tree(MemoryDisk disk, string directory = "") =>
        disk.List($"/{directory}").SelectMany(entry =>
            entry.IsDirectory ? [$"{directory}/{entry.Name}", .. Tree(disk, $"{directory}/{entry.Name}")] : new[] { $"{directory}/{entry.Name}" });
}
