using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>What <c>akka.actor.deployment</c> says of actors, by their path below <c>/user</c>; names may hold wildcards.</summary>
public class Deployer
{
    protected readonly Config Default;

    private readonly List<Deploy> _deployments = [];

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
                _deployments.Add(ParseConfig(path, deployment.GetConfig($"\"{path}\"")!.WithFallback(Default)));
        }
    }

    /// <summary>Null when nothing is said of the actor.</summary>
    public Deploy? Lookup(ActorPath path) =>
        _deployments.Count == 0 || path.Depth < 2 || path.ParentOf(1).Name != "user" ? null : Lookup(path.Elements.Skip(1));

    public Deploy? Lookup(IEnumerable<string> path)
    {
        var names = path.ToArray();
        lock (_deployments)
            return _deployments.LastOrDefault(deploy => Fits(deploy.Path, names));
    }

    public virtual Deploy ParseConfig(string key, Config config) => new(
        key,
        config,
        LocalScope.Instance,
        config.GetString("dispatcher", ""),
        config.GetString("mailbox", ""),
        config.GetInt("stash-capacity", Deploy.NoStashSize));

    /// <summary>Later deployments win over earlier ones that fit the same actor.</summary>
    public void SetDeploy(Deploy deploy)
    {
        lock (_deployments)
            _deployments.Add(deploy);
    }

    private static bool Fits(string pattern, string[] names)
    {
        var patterns = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (patterns.Length > 0 && patterns[^1] == "**")
            return names.Length >= patterns.Length && names.Zip(patterns[..^1]).All(Fits);
        return names.Length == patterns.Length && names.Zip(patterns).All(Fits);
    }

    private static bool Fits((string Name, string Pattern) element) =>
        WildcardMatch.Like(element.Name, element.Pattern, caseSensitive: true);
}
