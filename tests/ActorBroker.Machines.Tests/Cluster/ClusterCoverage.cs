using System.Globalization;
using System.Runtime.InteropServices;
using ActorBroker.Machines.Replication;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>How often each kind of step, and each row of the replica's table, was reached in random clusters.</summary>
internal sealed class ClusterCoverage
{
    private readonly Dictionary<(string Role, Type Command, string After, Type Answer, int Effects), long> _rows = [];
    private readonly Dictionary<string, long> _steps = new(StringComparer.Ordinal);

    /// <summary>Counts a row.</summary>
    public void Decided(ReplicaMachine before, ReplicaCommand command, ReplicaDecision decision)
    {
        var effects = 0;
        foreach (var effect in decision.Effects)
            effects |= 1 << Array.IndexOf(Effects, effect.GetType());
        var answer = command is ReplicaCommand.Fetched fetched ? fetched.Answer.GetType() : typeof(object);
        CollectionsMarshal.GetValueRefOrAddDefault(_rows, (RoleOf(before), command.GetType(), RoleOf(decision.Next), answer, effects), out _)++;
    }

    /// <summary>Counts a step.</summary>
    public void Did(string step, long count = 1) => CollectionsMarshal.GetValueRefOrAddDefault(_steps, step, out _) += count;

    /// <summary>True when a step of this name was done.</summary>
    public bool Has(string step) => _steps.GetValueOrDefault(step) > 0;

    /// <summary>True when a row of the replica's table that begins so, and has this effect, was reached.</summary>
    public bool Has(string role, Type command, Type effect) => _rows.Keys.Any(
        row => row.Role == role && row.Command == command && ((row.Effects >> Array.IndexOf(Effects, effect)) & 1) != 0);

    public override string ToString()
    {
        var rows = _rows.Select(pair => ($"{pair.Key.Role}: {pair.Key.Command.Name}{NameOf(pair.Key.Answer)} -> {pair.Key.After} {NamesOf(pair.Key.Effects)}", pair.Value));
        var lines = rows.Concat(_steps.Select(pair => (pair.Key, pair.Value))).OrderBy(line => line.Item1, StringComparer.Ordinal);
        return string.Join('\n', lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Item2,16:N0}  {line.Item1}")));
    }

    private static Type[] Effects { get; } = typeof(ReplicaEffect).GetNestedTypes();

    private static string NameOf(Type answer) => answer == typeof(object) ? "" : $"({answer.Name})";

    private static string NamesOf(int effects) => string.Join('+', Effects.Where((_, index) => ((effects >> index) & 1) != 0).Select(effect => effect.Name));

    private static string RoleOf(ReplicaMachine machine) =>
        machine.HasFailed ? "failed" : machine.Leadership is not null ? "leader" : machine.IsFollower ? "follower" : "idle";
}
