using System.Reflection;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>Makes the serializers of <c>akka.actor.serializers</c> and binds them as <c>akka.actor.serialization-bindings</c> says.</summary>
internal static class SerializationSettings
{
    private const string Serializers = "akka.actor.serializers";
    private const string Bindings = "akka.actor.serialization-bindings";
    private const string Settings = "akka.actor.serialization-settings";
    private const BindingFlags Constructors = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <exception cref="ConfigurationException">A class does not exist or is no serializer, a binding names no serializer, or its constructor fails.</exception>
    public static void Apply(ExtendedActorSystem system, SerializerBindings bindings)
    {
        var config = system.Settings.Config;
        bindings.Add(null, new NullSerializer(system));
        foreach (var (name, entry) in Entries(config, Serializers))
            bindings.Add(name, Create(system, name, entry));

        foreach (var (typeName, entry) in Entries(config, Bindings))
        {
            var type = Type.GetType(typeName) ?? throw new ConfigurationException($"{Bindings} names the type '{typeName}', which does not exist.");
            bindings.Bind(type, bindings.ByName(entry) ?? throw new ConfigurationException(
                $"{Bindings} binds '{typeName}' to the serializer '{entry}', which {Serializers} does not define."));
        }

        var setup = system.Settings.Setup.Get<SerializationSetup>();
        if (!setup.HasValue)
            return;

        foreach (var details in setup.Value.CreateSerializers(system))
        {
            bindings.Add(details.Alias, details.Serializer);
            foreach (var type in details.UseFor)
                bindings.Bind(type, details.Serializer);
        }
    }

    private static IEnumerable<(string Key, string Value)> Entries(Config config, string path) =>
        config.GetConfig(path)?.AsEnumerable().Select(entry => (entry.Key, entry.Value.GetString() ?? "")) ?? [];

    private static Serializer Create(ExtendedActorSystem system, string name, string className)
    {
        var type = Type.GetType(className)
            ?? throw new ConfigurationException($"{Serializers}.{name} names the class '{className}', which does not exist.");
        if (!typeof(Serializer).IsAssignableFrom(type))
            throw new ConfigurationException($"{Serializers}.{name} names the class '{className}', which is no serializer.");

        var settings = system.Settings.Config.GetConfig($"{Settings}.{name}");
        object[] arguments = type.GetConstructor(Constructors, [typeof(ExtendedActorSystem), typeof(Config)]) is null
            ? [system]
            : [system, settings ?? Config.Empty];
        try
        {
            return (Serializer)Activator.CreateInstance(type, Constructors, null, arguments, null)!;
        }
        catch (Exception error) when (error is TargetInvocationException or MissingMethodException)
        {
            throw new ConfigurationException($"The serializer '{className}' ({Serializers}.{name}) cannot be made: {(error.InnerException ?? error).Message}", error);
        }
    }
}
