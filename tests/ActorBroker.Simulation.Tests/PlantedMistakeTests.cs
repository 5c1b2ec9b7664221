using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Disk;
using ActorBroker.Simulation.Tests.Mistakes;

namespace ActorBroker.Simulation.Tests;

/// <summary>A checker that finds nothing proves nothing: each of these mistakes has to show within so many seeds.</summary>
public sealed class PlantedMistakeTests
{
    private static readonly Dictionary<string, IMistake> Mistakes = new()
    {
        ["no fsync before an acknowledgement"] = new DiskMistake(disk => new ForgetfulDisk(disk, (_, path) => IsPartition(path) && path.EndsWith(".log", StringComparison.Ordinal))),
        ["no fsync of directories"] = new DiskMistake(disk => new ForgetfulDisk(disk, (kind, path) => kind == DiskOperationKind.FlushDirectory && IsPartition(path))),
        ["no fsync of what actors remember"] = new DiskMistake(disk => new ForgetfulDisk(disk, (_, path) => path.StartsWith("/data/journal/", StringComparison.Ordinal))),
        ["a failed fsync is taken for one that went well"] = new DiskMistake(disk => new TrustingDisk(disk)),
        ["the mark of a clean stop stays"] = new DiskMistake(disk => new MarkedDisk(disk)),
        ["an acknowledgement before the publication"] = new MailboxMistake(MessageMistake.AcknowledgesBeforePublication),
        ["producers are not rebuilt after a cut"] = new ForgottenProducers(),
        ["an append is done twice"] = new MailboxMistake(MessageMistake.AppendsTwice),
        ["an acknowledgement names another offset"] = new MailboxMistake(MessageMistake.AcknowledgesWrongOffset),
        ["what a group keeps is acknowledged before it is flushed"] = new MailboxMistake(MessageMistake.AcknowledgesGroupsEarly),
        ["members are given each other's assignments"] = new MailboxMistake(MessageMistake.MixesUpAssignments),
        ["a fenced member commits offsets"] = new MailboxMistake(MessageMistake.TakesFencedCommits),
    };

    [Theory]
    [InlineData("no fsync before an acknowledgement", 20)]
    [InlineData("no fsync of directories", 20)]
    [InlineData("no fsync of what actors remember", 20)]
    [InlineData("a failed fsync is taken for one that went well", 500)]
    [InlineData("the mark of a clean stop stays", 200)]
    [InlineData("an acknowledgement before the publication", 50)]
    [InlineData("producers are not rebuilt after a cut", 500)]
    [InlineData("an append is done twice", 20)]
    [InlineData("an acknowledgement names another offset", 20)]
    [InlineData("what a group keeps is acknowledged before it is flushed", 200)]
    [InlineData("members are given each other's assignments", 20)]
    [InlineData("a fenced member commits offsets", 200)]
    public void A_planted_mistake_shows_within_so_many_seeds(string mistake, int seedsMax)
    {
        var found = SimulatedSeeds.FindFirst(Mistakes[mistake], seedsMax);

        Assert.True(found is not null, $"'{mistake}' did not show in {seedsMax} seeds");
        Assert.DoesNotContain("Exception", found.Failure, StringComparison.Ordinal);
    }

    private static bool IsPartition(string path) => path.StartsWith("/data/logs", StringComparison.Ordinal);
}
