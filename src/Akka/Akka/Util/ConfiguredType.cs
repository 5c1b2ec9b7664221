using System.Reflection;
using Akka.Configuration;

namespace Akka.Util;

/// <summary>Makes objects of classes that are named in configuration, and says clearly what is wrong with a name.</summary>
internal static class ConfiguredType
{
    /// <param name="place">Where the name stands: the key, for the reader of the message.</param>
    /// <exception cref="ConfigurationException">No such class, not a <typeparamref name="T"/>, no fitting constructor, or it threw.</exception>
    public static T Create<T>(string typeName, string place, params object[] arguments)
        where T : class
    {
        var type = Find<T>(typeName, place);
        try
        {
            const BindingFlags anyConstructor = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
            return (T)Activator.CreateInstance(type, anyConstructor, null, arguments, null)!;
        }
        catch (TargetInvocationException e)
        {
            throw new ConfigurationException($"Class [{typeName}] of {place} could not be made: {e.InnerException!.Message}", e.InnerException);
        }
        catch (MissingMethodException e)
        {
            var expected = string.Join(", ", arguments.Select(argument => argument.GetType().Name));
            throw new ConfigurationException($"Class [{typeName}] of {place} has no constructor ({expected})", e);
        }
    }

    public static Type Find<T>(string typeName, string place)
    {
        var type = Type.GetType(typeName, throwOnError: false)
            ?? throw new ConfigurationException($"Class [{typeName}] of {place} does not exist; expected a name with assembly, as in 'Name.Space.Class, Assembly'");
        return typeof(T).IsAssignableFrom(type)
            ? type
            : throw new ConfigurationException($"Class [{typeName}] of {place} is not a {typeof(T).FullName}");
    }
}
