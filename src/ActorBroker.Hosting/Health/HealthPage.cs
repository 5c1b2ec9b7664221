using System.Buffers;
using System.Text.Json;
using ActorBroker.Hosting.Http;

namespace ActorBroker.Hosting.Health;

/// <summary>The answers to those who ask whether the process lives and whether the broker is ready, as JSON.</summary>
internal static class HealthPage
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>The process answers: that is all there is to say.</summary>
    public static HttpAnswer Live()
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("status", "live");
            json.WriteEndObject();
        }

        return new HttpAnswer(200, Json, body.WrittenMemory);
    }

    /// <summary>200 when all is well; else 503. The body says of each check whether it is, and what is not.</summary>
    public static HttpAnswer Ready(IReadOnlyList<HealthCheck> checks)
    {
        var isReady = checks.All(check => check.Trouble is null);
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("status", isReady ? "ready" : "not ready");
            json.WriteStartObject("checks");
            foreach (var (name, trouble) in checks)
                json.WriteString(name, trouble ?? "ok");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new HttpAnswer(isReady ? 200 : 503, Json, body.WrittenMemory);
    }
}
