using System.Globalization;
using System.Text;
using ActorBroker.Model.Measures;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Writes families in Prometheus' text format, version 0.0.4. A family without a figure is left out.</summary>
/// <remarks>
/// <c># HELP name text</c>, <c># TYPE name counter|gauge|summary</c>, then <c>name{label="value",...} number</c>, a line each. In values of labels backslash,
/// quotation mark and line feed are escaped, in help texts backslash and line feed.
/// </remarks>
internal sealed class PrometheusText : SampleSink
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly double[] Quantiles = [0.5, 0.75, 0.95, 0.98, 0.99, 0.999];

    private readonly StringBuilder _text = new();
    private MetricFamily _family = null!;
    private bool _hasHead;

    /// <summary>All families, in their order.</summary>
    public static byte[] Of(IEnumerable<MetricFamily> families)
    {
        var writer = new PrometheusText();
        foreach (var family in families)
        {
            (writer._family, writer._hasHead) = (family, false);
            family.Collect(writer);
        }

        var bytes = new byte[writer._text.Length * 3];
        var count = 0;
        foreach (var chunk in writer._text.GetChunks())
            count += Encoding.UTF8.GetBytes(chunk.Span, bytes.AsSpan(count));
        return bytes[..count];
    }

    public override void Add(double value, params KeyValuePair<string, object?>[] labels) => Line("", value, labels);

    public override void Add(DurationSnapshot all, DurationSnapshot recent, params KeyValuePair<string, object?>[] labels)
    {
        foreach (var share in Quantiles)
        {
            if (recent.Quantile(share) is { } duration)
                Line("", duration.TotalMilliseconds, labels, share);
        }

        Line("_sum", all.Sum.TotalMilliseconds, labels);
        Line("_count", all.Count, labels);
    }

    private void Line(string suffix, double value, KeyValuePair<string, object?>[] labels, double? quantile = null)
    {
        WriteHead();
        _text.Append(_family.Name).Append(suffix);
        var separator = '{';
        foreach (var (name, label) in labels)
        {
            _text.Append(separator).Append(name).Append("=\"");
            Escape(Convert.ToString(label, CultureInfo.InvariantCulture)!, escapesQuotes: true);
            _text.Append('"');
            separator = ',';
        }

        if (quantile is { } share)
        {
            _text.Append(separator).Append(CultureInfo.InvariantCulture, $"quantile=\"{share}\"");
            separator = ',';
        }

        _text.Append(separator == ',' ? "} " : " ").Append(CultureInfo.InvariantCulture, $"{value:R}\n");
    }

    private void WriteHead()
    {
        if (_hasHead)
            return;

        _hasHead = true;
        _text.Append("# HELP ").Append(_family.Name).Append(' ');
        Escape(_family.Help, escapesQuotes: false);
        var kind = _family.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Gauge => "gauge",
            _ => "summary",
        };
        _text.Append("\n# TYPE ").Append(_family.Name).Append(' ').Append(kind).Append('\n');
    }

    private void Escape(string text, bool escapesQuotes)
    {
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\\' => _text.Append("\\\\"),
                '\n' => _text.Append("\\n"),
                '"' when escapesQuotes => _text.Append("\\\""),
                _ => _text.Append(letter),
            };
        }
    }
}
