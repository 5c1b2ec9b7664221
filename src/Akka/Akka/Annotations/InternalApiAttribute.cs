namespace Akka.Annotations;

/// <summary>Marks what is public for the runtime's own assemblies only and may change without notice.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = false, Inherited = false)]
public sealed class InternalApiAttribute : Attribute;
