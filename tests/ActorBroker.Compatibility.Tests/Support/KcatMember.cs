using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>kcat as a member of a group: it prints what it is assigned in its own words, and commits once in a while.</summary>
internal sealed partial class KcatMember
{
    private readonly OwnedPartitions _owned = new();

    /// <summary>Starts one, whose lines are those of every member.</summary>
    public static ToolProcess Start(Membership membership)
    {
        string[] options =
        [
            "auto.offset.reset=earliest", "auto.commit.interval.ms=500", $"session.timeout.ms={membership.SessionTimeout}", "heartbeat.interval.ms=500",
            "topic.metadata.refresh.interval.ms=1000",
            .. membership.Instance.Length > 0 ? [$"group.instance.id={membership.Instance}"] : (string[])[],
            .. membership.Assignor.Length > 0 ? [$"partition.assignment.strategy={membership.Assignor}"] : (string[])[],
        ];
        return new ToolProcess(
            "kcat",
            ["-G", membership.Group, "-b", membership.Broker, "-u", "-f", "read %s\n", .. options.SelectMany(option => (string[])["-X", option]), membership.Topic],
            translate: new KcatMember().Translate);
    }

    private string[] Translate(string line)
    {
        if (Rebalanced().Match(line) is not { Success: true } rebalanced)
            return [line];

        var partitions = Partition().Matches(rebalanced.Groups["partitions"].Value).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return [rebalanced.Groups["gain"].Success ? _owned.Gain(partitions) : _owned.Lose(partitions)];
    }

    /// <summary>
    /// <c>% Group g rebalanced (memberid m): assigned: orders [0], orders [2]</c> or <c>revoked: …</c>; of the cooperative protocol
    /// <c>% Group g rebalanced: incremental assignment of 2 partition(s) (memberid m, …): orders [0], orders [2]</c> or <c>incremental revoke …</c>.
    /// </summary>
    [GeneratedRegex(@"^% Group .* rebalanced.*(?:(?<gain>assigned|assignment)|revoked|revoke)\b(?<partitions>.*)$")]
    private static partial Regex Rebalanced();

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Partition();
}
