using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Groups;

/// <summary><c>actorbroker group seek</c>.</summary>
internal static class GroupSeekCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var name = new Argument<string>("GROUP") { Description = "The group's name. It must have no members; with --topic it need not exist." }.WithGroups(client);
        var to = new Option<string>("--to") { Description = $"Where it is to go on: {SeekTarget.Forms} ({PointInTime.Forms}).", HelpName = "WHERE", Required = true };
        var topics = new Option<string[]>("--topic", "-t") { Description = "Only this topic, or these partitions of it; may be said more than once. The default is all that the group committed for.", HelpName = "TOPIC[:P,...]" }.WithTopics(client);
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be committed, and commit nothing." };
        var command = new ClientCommand(
            client, "seek", "Moves a group: commits where it is to go on.",
            "group seek readers --to earliest --dry-run", "group seek readers --to @-1h --topic orders", "group seek readers --to -100 --topic orders:0,2")
        {
            name, to, topics, dryRun,
        };
        command.Does((parsed, context) =>
        {
            var text = parsed.GetValue(to)!;
            var target = SeekTarget.Parse(text, context.Time.GetUtcNow()) ?? throw new UsageException($"--to: '{text}' is not {SeekTarget.Forms} ({PointInTime.Forms}).");
            return SeekAsync(context, parsed.GetValue(name)!, target, [.. (parsed.GetValue(topics) ?? []).Select(SeekScope.Parse)], parsed.GetValue(dryRun));
        });
        return command;
    }

    private static async Task<int> SeekAsync(CommandContext context, string name, SeekTarget target, IReadOnlyList<SeekScope> scopes, bool isDryRun)
    {
        var directory = new GroupDirectory(context.Cluster);
        var group = scopes.Count > 0 ? await directory.FindAsync(name, context.Cancellation) : await directory.GetAsync(name, context.Cancellation);
        if (group is { IsActive: true })
        {
            var who = group.Members is { } members ? $"{group.State} with {Counted.Of(members.Count, "member")}" : group.State;
            context.Output.Fail($"group '{name}' is {who}: they would go on where they are, and their next commit would undo this.", "Stop its consumers first, then seek.");
            return ExitCode.Failed;
        }

        var plan = await new SeekPlan(context, name).FindAsync(target, scopes);
        var outcomes = new Outcomes(context.Output);
        var failed = isDryRun ? null : await new GroupOffsets(context.Cluster).WriteAsync(name, plan.ToDictionary(move => move.Key, move => move.Value.To), context.Cancellation);
        var moves = new List<Move>();
        foreach (var (partition, (from, where)) in plan)
        {
            if (failed is null || !failed.TryGetValue(partition, out var error) || outcomes.Take(error, $"group '{name}', partition {partition}"))
                moves.Add(new(partition.Topic, partition.Partition, from, where, !isDryRun));
        }

        Write(context, moves);
        return outcomes.ExitCode;
    }

    private static void Write(CommandContext context, List<Move> moves) => context.Output.Write(moves, console =>
    {
        var table = new TextTable("TOPIC", "PARTITION>", "FROM>", "TO>", "STATUS");
        foreach (var move in moves)
            table.Add(move.Topic, move.Partition, move.From, move.To, move.Committed ? "committed" : "would be committed");
        table.WriteTo(console);
    });

    private sealed record Move(string Topic, int Partition, long? From, long To, bool Committed);
}
