using System.Collections;
using System.Text.Json.Nodes;
using ActorBroker.Model;
using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Tests.Support;

/// <summary>
/// A message's values in one version, in the form in which Kafka's own classes print theirs: names in lower camel case, bytes in Base64, of records
/// only their length, uuids in Base64 for addresses, tagged fields left out where they have the default.
/// </summary>
internal static class MessageJson
{
    public static JsonNode Of(IMessage value, MessageDescription message, short version) => OfStruct(value, message, message.Body, version);

    private static JsonObject OfStruct(object value, MessageDescription message, StructDescription described, short version)
    {
        var result = new JsonObject();
        foreach (var field in described.Fields.Where(field => field.Versions.Contains(version)))
        {
            var content = OfValue(value.GetType().GetProperty(field.Name)!.GetValue(value), field.Type, message, version);
            if (field.Tag is null || !IsDefault(field, content, message, version))
                result.Add(NameOf(field, content), content);
        }

        return result;
    }

    private static string NameOf(FieldDescription field, JsonNode? content) =>
        char.ToLowerInvariant(field.Name[0]) + field.Name[1..] + (field.Type.Kind == WireKind.Records && content is not null ? "SizeInBytes" : "");

    // A tagged field is left out when it holds what a new object of its class holds.
    private static bool IsDefault(FieldDescription field, JsonNode? content, MessageDescription message, short version)
    {
        if (field.Type.Kind == WireKind.Struct && !field.IsNullable)
        {
            var fresh = Activator.CreateInstance(Described.New(message).GetType().GetNestedType(field.Type.StructName)!)!;
            return JsonNode.DeepEquals(content, OfStruct(fresh, message, message.FindStruct(field.Type.StructName)!, version));
        }

        return content switch
        {
            null => field.DefaultsToNull,
            JsonArray list => list.Count == 0 && !field.DefaultsToNull,
            _ => content.ToJsonString() == (field.Default ?? DefaultText(field.Type)),
        };
    }

    private static string DefaultText(FieldType type) =>
        type.Kind != WireKind.Scalar ? "\"\""
        : type.Scalar!.Method == "Bool" ? "false"
        : type.Scalar!.Method == "Uuid" ? "\"AAAAAAAAAAAAAAAAAAAAAA\""
        : "0";

    private static JsonNode? OfValue(object? value, FieldType type, MessageDescription message, short version) => value switch
    {
        null => null,
        RecordBytes { IsNull: true } => null,
        RecordBytes records => records.Length,
        ReadOnlyMemory<byte> bytes => Convert.ToBase64String(bytes.Span),
        string text => text,
        bool flag => flag,
        double number => number,
        TopicId id => Uuid(id.Value),
        Guid id => Uuid(id),
        IEnumerable list => new JsonArray([.. list.Cast<object>().Select(element => OfValue(element, type.Element!, message, version))]),
        _ when type.Kind == WireKind.Struct => OfStruct(value, message, message.FindStruct(type.StructName)!, version),
        Enum code => Convert.ToInt64(code),
        _ => Number(value),
    };

    private static JsonNode Number(object value) =>
        Convert.ToInt64(value.GetType().GetProperty("Value") is { } wrapped ? wrapped.GetValue(value) : value);

    private static string Uuid(Guid id) =>
        Convert.ToBase64String(id.ToByteArray(bigEndian: true)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
