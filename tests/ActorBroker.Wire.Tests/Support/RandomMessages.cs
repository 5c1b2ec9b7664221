using System.Reflection;
using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Tests.Support;

/// <summary>
/// Messages with random content, as far as a version can say it: fields that the version lacks keep their defaults, the others take any
/// value, null and the extremes included.
/// </summary>
internal sealed class RandomMessages(Random random)
{
    private static readonly string[] Texts = ["", "a", "orders", "größe", "日本", "🦊", new('x', 130)];

    private static readonly long[] Extremes = [0, 1, -1, sbyte.MinValue, short.MaxValue, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue];

    public IMessage Next(MessageDescription message, short version)
    {
        var result = Described.New(message);
        Fill(result, message, message.Body, version);
        return result;
    }

    private void Fill(object target, MessageDescription message, StructDescription described, short version)
    {
        foreach (var field in described.Fields.Where(field => field.Versions.Contains(version)))
        {
            var property = target.GetType().GetProperty(field.Name)!;
            if (field.Nullable.Contains(version) && random.Next(4) == 0)
                property.SetValue(target, field.Type.Kind == WireKind.Records ? RecordBytes.Null : null);
            else
                property.SetValue(target, Value(property.PropertyType, field.Type, message, version));
        }
    }

    private object Value(Type type, FieldType described, MessageDescription message, short version) => described.Kind switch
    {
        WireKind.Scalar => Scalar(Nullable.GetUnderlyingType(type) ?? type, described.Scalar!.Method),
        WireKind.String => Texts[random.Next(Texts.Length)],
        WireKind.Bytes => new ReadOnlyMemory<byte>(Bytes()),
        WireKind.Records => new RecordBytes(Bytes()),
        WireKind.Array => Array(type, described.Element!, message, version),
        _ => Struct(type, message.FindStruct(described.StructName)!, message, version),
    };

    private object Struct(Type type, StructDescription described, MessageDescription message, short version)
    {
        var value = Activator.CreateInstance(type)!;
        Fill(value, message, described, version);
        return value;
    }

    private object Array(Type type, FieldType element, MessageDescription message, short version)
    {
        var list = Activator.CreateInstance(type)!;
        var add = type.GetMethod("Add", BindingFlags.Public | BindingFlags.Instance)!;
        for (var left = random.Next(4); left > 0; left--)
            add.Invoke(list, [Value(type.GetGenericArguments()[0], element, message, version)]);
        return list;
    }

    private object Scalar(Type type, string method)
    {
        var number = random.Next(3) == 0 ? Extremes[random.Next(Extremes.Length)] : random.NextInt64(-1, 1000);
        object wire = method switch
        {
            "Bool" => number % 2 == 0,
            "Int8" => unchecked((sbyte)number),
            "Int16" => unchecked((short)number),
            "UInt16" => unchecked((ushort)number),
            "Int32" => unchecked((int)number),
            "Float64" => (double)number / 3,
            "Uuid" => Uuid(),
            _ => number,
        };
        return type.IsEnum ? Enum.ToObject(type, wire)
            : type.IsInstanceOfType(wire) ? wire
            : Activator.CreateInstance(type, wire)!;
    }

    private Guid Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }
}
