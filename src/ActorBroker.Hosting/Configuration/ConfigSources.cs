using ActorBroker.Broker.Doors;
using Akka.Configuration;

namespace ActorBroker.Hosting.Configuration;

/// <summary>Reads a broker's configuration from where operators write it.</summary>
public static class ConfigSources
{
    /// <summary>Environment variables that begin so are keys below <c>actorbroker</c>.</summary>
    public const string EnvironmentPrefix = "ACTORBROKER__";

    /// <summary>Environment variables that begin so are keys below <c>akka</c>.</summary>
    public const string AkkaEnvironmentPrefix = "AKKA__";

    /// <summary>A HOCON file, with what it includes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ConfigurationException">It cannot be read, or is no HOCON; the message names file, line and column.</exception>
    public static Config FromFile(string path)
    {
        var quoted = Path.GetFullPath(path).Replace("\\", "\\\\").Replace("\"", "\\\"");
        return ConfigurationFactory.ParseString($"include required(file(\"{quoted}\"))");
    }

    /// <summary>One setting: <c>actorbroker.data.threads-max=8</c>, <c>akka.loglevel=DEBUG</c>, or a topic's default by Kafka's name: <c>log.retention.ms=3600000</c>.</summary>
    /// <param name="setting">
    /// Key and value, parted by the first <c>=</c>. A value in <c>[ ]</c>, <c>{ }</c> or <c>" "</c> is HOCON; any other is taken as it stands.
    /// </param>
    /// <exception cref="ConfigurationException">There is no <c>=</c> or no key, or the value is no HOCON.</exception>
    public static Config FromSetting(string setting)
    {
        var parts = setting.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts is not [{ Length: > 0 } key, var value])
            throw new ConfigurationException($"'{setting}' is no setting: expected key=value, as in log.retention.ms=3600000.");

        return Of(ConfigCatalog.Definitions.Any(definition => definition.BrokerName == key) ? $"{ConfigKeys.Root}.{ConfigKeys.Topics}.{key}" : key, value);
    }

    /// <summary>
    /// The variables of an environment that begin with one of the prefixes: two underscores stand for a dot, one for a hyphen, capitals for small
    /// letters. <c>ACTORBROKER__KAFKA__ADVERTISED_HOST=broker.example</c> is <c>actorbroker.kafka.advertised-host</c>.
    /// </summary>
    /// <param name="variables">Names and values of the environment.</param>
    /// <exception cref="ConfigurationException">A value is no HOCON.</exception>
    public static Config FromEnvironment(IEnumerable<KeyValuePair<string, string>> variables) => variables
        .Where(variable => variable.Key.StartsWith(EnvironmentPrefix, StringComparison.Ordinal) || variable.Key.StartsWith(AkkaEnvironmentPrefix, StringComparison.Ordinal))
        .OrderBy(variable => variable.Key, StringComparer.Ordinal)
        .Aggregate(Config.Empty, (config, variable) => Of(KeyOf(variable.Key), variable.Value).WithFallback(config));

    /// <summary>One key's value, as a text that needs no quoting by whoever gives it.</summary>
    /// <param name="key">The whole key.</param>
    /// <param name="value">Its value, as in <see cref="FromSetting"/>.</param>
    /// <exception cref="ConfigurationException">The value is no HOCON.</exception>
    public static Config Of(string key, string value)
    {
        try
        {
            return ConfigurationFactory.ParseString($"{key} = {(value is ['[', .., ']'] or ['{', .., '}'] or ['"', .., '"'] ? value : Quoted(value))}");
        }
        catch (ConfigurationException exception)
        {
            throw new ConfigurationException($"The setting '{key}={value}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>One key's values.</summary>
    /// <param name="key">The whole key.</param>
    /// <param name="values">Its values.</param>
    public static Config Of(string key, IEnumerable<string> values) => Of(key, $"[{string.Join(", ", values.Select(Quoted))}]");

    private static string KeyOf(string variable) => variable.Replace("__", ".").Replace('_', '-').ToLowerInvariant();

    private static string Quoted(string value) =>
        $"\"{string.Concat(value.Select(letter => letter is '"' or '\\' || char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))}\"";
}
