using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor.Internal;

/// <summary>The extensions of a system, by type. Each is made once, by whoever asks first; others wait.</summary>
internal sealed class SystemExtensions(ActorSystemImpl system)
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _byType = new();

    public object Register(IExtensionId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var extension = _byType.GetOrAdd(id.ExtensionType, _ => new Lazy<object>(() => id.CreateExtension(system)));
        try
        {
            return extension.Value;
        }
        catch
        {
            // What failed may be tried again.
            _byType.TryRemove(new KeyValuePair<Type, Lazy<object>>(id.ExtensionType, extension));
            throw;
        }
    }

    public object Get(IExtensionId id) => Register(id);

    public bool TryGet(Type type, out object? extension)
    {
        extension = _byType.TryGetValue(type, out var lazy) ? lazy.Value : null;
        return extension is not null;
    }

    /// <summary>Makes the extensions named in <c>akka.extensions</c>.</summary>
    /// <exception cref="ConfigurationException">A class does not exist, or is no <see cref="IExtensionId"/>.</exception>
    public void LoadConfigured()
    {
        foreach (var name in system.Settings.Config.GetStringList("akka.extensions"))
            Register(ConfiguredType.Create<IExtensionId>(name, "akka.extensions"));
    }
}
