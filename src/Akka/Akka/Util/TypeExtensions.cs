using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Akka.Util;

/// <summary>Names of types as they stand in manifests and in configuration.</summary>
public static partial class TypeExtensions
{
    private static readonly ConcurrentDictionary<Type, string> ShortNames = new();

    public static bool Implements<T>(this Type type) => typeof(T).IsAssignableFrom(type);

    public static bool Implements(this Type type, Type moreGeneralType) => moreGeneralType.IsAssignableFrom(type);

    /// <summary>
    /// The assembly-qualified name without version, culture and public key token, also inside generic arguments:
    /// the form in which the official runtime names types on the wire (spec/akka-wire.md, 7).
    /// </summary>
    public static string TypeQualifiedName(this Type type) =>
        ShortNames.GetOrAdd(type, t => AssemblyDetails().Replace(t.AssemblyQualifiedName!, ""));

    [GeneratedRegex(@", (Version|Culture|PublicKeyToken)=[^,\]]*")]
    private static partial Regex AssemblyDetails();
}
