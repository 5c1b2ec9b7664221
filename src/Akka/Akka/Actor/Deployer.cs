using Akka.Configuration;

namespace Akka.Actor;

/// <summary>
/// What <c>akka.actor.deployment</c> says of actors, by their path below <c>/user</c>. In a path <c>*</c> stands for any name, and
/// <c>**</c> at its end for all that is below. A name goes before <c>*</c> and that before <c>**</c>, from the left.
/// </summary>
public class Deployer
{
    protected readonly Config Default;

    private readonly Lock _lock = new();
    private List<(string[] Pattern, Deploy Deploy)> _deployments = [];

    public Deployer(Settings settings)
    {
        var deployment = settings.Config.GetConfig("akka.actor.deployment");
        Default = deployment?.GetConfig("default") ?? ConfigurationFactory.Empty;
        if (deployment is null)
            return;
        foreach (var (key, value) in deployment.AsEnumerable())
        {
            var path = key.Trim('"');
            if (path != "default" && value.IsObject())
                SetDeploy(ParseConfig(path, deployment.GetConfig($"\"{path}\"")!.WithFallback(Default)));
        }
    }

    /// <summary>Null when nothing is said of the actor.</summary>
    public Deploy? Lookup(ActorPath path) =>
        _deployments.Count == 0 || path.Depth < 2 || path.ParentOf(1).Name != "user" ? null : Lookup(path.Elements.Skip(1));

    public Deploy? Lookup(IEnumerable<string> path)
    {
        var names = path.ToArray();
        return Volatile.Read(ref _deployments).LastOrDefault(known => Fits(known.Pattern, names)).Deploy;
    }

    public virtual Deploy ParseConfig(string key, Config config) => new(
        key,
        config,
        LocalScope.Instance,
        config.GetString("dispatcher", ""),
        config.GetString("mailbox", ""),
        config.GetInt("stash-capacity", Deploy.NoStashSize));

    /// <summary>A later deployment wins over an earlier one of the same path.</summary>
    public void SetDeploy(Deploy deploy)
    {
        var pattern = deploy.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        lock (_lock)
            Volatile.Write(ref _deployments, [.. _deployments.Append((pattern, deploy)).OrderBy(known => Rank(known.Item1), StringComparer.Ordinal)]);
    }

    // The more exact of two paths has the greater rank.
    private static string Rank(string[] pattern) =>
        string.Concat(pattern.Select(name => name switch { "**" => '0', "*" => '1', _ => '2' }));

    private static bool Fits(string[] pattern, string[] names) => pattern is [.. var above, "**"]
        ? names.Length >= pattern.Length && Fits(above, names[..above.Length])
        : names.Length == pattern.Length && names.Zip(pattern).All(pair => pair.Second == "*" || pair.First == pair.Second);
}
