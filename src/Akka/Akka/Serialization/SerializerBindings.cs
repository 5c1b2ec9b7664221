using System.Collections.Concurrent;
using System.Runtime.Serialization;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Serialization;

/// <summary>
/// Which serializer is for which type: the one bound to the type itself, or to the nearest of its base types and
/// interfaces. A type without a binding has none: there is no serializer for everything, because one that loads whatever
/// types the bytes name is a door for strangers.
/// </summary>
/// <remarks>Safe to use from any thread.</remarks>
internal sealed class SerializerBindings
{
    private readonly Lock _change = new();
    private readonly Dictionary<int, Serializer> _byIdentifier = [];
    private readonly Dictionary<string, Serializer> _byName = new(StringComparer.Ordinal);
    private readonly List<(Type Type, Serializer Serializer)> _bindings = [];
    private ConcurrentDictionary<Type, Serializer?> _known = new();

    /// <exception cref="ConfigurationException">Another serializer has the identifier.</exception>
    public void Add(string? name, Serializer serializer)
    {
        lock (_change)
        {
            if (name is not null && _byName.TryGetValue(name, out var replaced))
                _byIdentifier.Remove(replaced.Identifier);
            if (_byIdentifier.TryGetValue(serializer.Identifier, out var other) && other.GetType() != serializer.GetType())
                throw new ConfigurationException(
                    $"The serializers '{other.GetType()}' and '{serializer.GetType()}' have the same identifier {serializer.Identifier}.");

            _byIdentifier[serializer.Identifier] = serializer;
            if (name is not null)
                _byName[name] = serializer;
        }
    }

    public void Bind(Type type, Serializer serializer)
    {
        lock (_change)
        {
            _bindings.RemoveAll(binding => binding.Type == type);
            _bindings.Add((type, serializer));
            _known = new ConcurrentDictionary<Type, Serializer?>();
        }
    }

    public Serializer? ByName(string name)
    {
        lock (_change)
        {
            return _byName.GetValueOrDefault(name);
        }
    }

    /// <exception cref="SerializationException">There is none.</exception>
    public Serializer ByIdentifier(int identifier)
    {
        lock (_change)
        {
            return _byIdentifier.TryGetValue(identifier, out var serializer)
                ? serializer
                : throw new SerializationException($"There is no serializer with the identifier {identifier}.");
        }
    }

    /// <summary>The serializer for a type; null if no binding covers it.</summary>
    public Serializer? ForType(Type type)
    {
        var known = _known;
        return known.TryGetValue(type, out var serializer) ? serializer : known.GetOrAdd(type, FindNearest(type));
    }

    /// <summary>The type that a manifest names, if it is one that is bound to the serializer that is to read it.</summary>
    /// <exception cref="SerializationException">It is not: what a stranger names is not loaded just because it exists.</exception>
    public Type TypeOf(string manifest, Serializer serializer)
    {
        var type = Type.GetType(manifest, throwOnError: false);
        return type is not null && ForType(type) is { } bound && bound.Identifier == serializer.Identifier
            ? type
            : throw new SerializationException($"The manifest '{manifest}' names no type that is bound to '{serializer.GetType().TypeQualifiedName()}'.");
    }

    private Serializer? FindNearest(Type type)
    {
        lock (_change)
        {
            var nearest = (Type: (Type?)null, Serializer: (Serializer?)null);
            foreach (var (candidate, serializer) in _bindings)
            {
                if (candidate.IsAssignableFrom(type) && IsNearer(candidate, nearest.Type))
                    nearest = (candidate, serializer);
            }

            return nearest.Serializer;
        }
    }

    // Of two types that have nothing to do with each other a class is nearer than an interface, then the earlier binding.
    private static bool IsNearer(Type candidate, Type? than) =>
        than is null || than.IsAssignableFrom(candidate) || (than.IsInterface && !candidate.IsInterface && candidate != typeof(object));
}
