/* gdalcalls: GDAL's functions, found when the first of them is needed. More than half of the time
 * that the program takes to start would otherwise go to GDAL and the fifty-five libraries that it
 * brings along, also for the many commands that read no foreign file. Private.
 *
 * Include it behind GDAL's headers: from there on their names are calls through gdal_calls, which
 * gdal_enter fills. A function that is not listed here does not link. */
#pragma once

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* clang-format off */
#define GDAL_CALLS(X) \
    X(CPLErrorReset) \
    X(CPLGetConfigOption) \
    X(CPLGetErrorHandlerUserData) \
    X(CPLPopErrorHandler) \
    X(CPLPushErrorHandlerEx) \
    X(CPLSetConfigOption) \
    X(CPLSetThreadLocalConfigOption) \
    X(CSLDestroy) \
    X(CSLSetNameValue) \
    X(GDALAllRegister) \
    X(GDALClose) \
    X(GDALCreate) \
    X(GDALDatasetCommitTransaction) \
    X(GDALDatasetCreateLayer) \
    X(GDALDatasetExecuteSQL) \
    X(GDALDatasetGetLayer) \
    X(GDALDatasetGetLayerCount) \
    X(GDALDatasetReleaseResultSet) \
    X(GDALDatasetStartTransaction) \
    X(GDALDatasetTestCapability) \
    X(GDALGetDriverByName) \
    X(GDALGetGeoTransform) \
    X(GDALGetRasterBand) \
    X(GDALGetRasterCount) \
    X(GDALGetRasterNoDataValue) \
    X(GDALGetRasterXSize) \
    X(GDALGetRasterYSize) \
    X(GDALGetSpatialRef) \
    X(GDALOpenEx) \
    X(GDALRasterIO) \
    X(GDALSetGeoTransform) \
    X(GDALSetRasterNoDataValue) \
    X(GDALSetSpatialRef) \
    X(OGR_FD_GetFieldCount) \
    X(OGR_FD_GetFieldDefn) \
    X(OGR_FD_GetGeomType) \
    X(OGR_F_Create) \
    X(OGR_F_Destroy) \
    X(OGR_F_GetFID) \
    X(OGR_F_GetFieldAsDateTime) \
    X(OGR_F_GetFieldAsDouble) \
    X(OGR_F_GetFieldAsInteger64) \
    X(OGR_F_GetFieldAsString) \
    X(OGR_F_GetFieldDefnRef) \
    X(OGR_F_GetGeometryRef) \
    X(OGR_F_IsFieldSetAndNotNull) \
    X(OGR_F_SetFieldNull) \
    X(OGR_F_SetFieldString) \
    X(OGR_F_SetGeometryDirectly) \
    X(OGR_Fld_Create) \
    X(OGR_Fld_Destroy) \
    X(OGR_Fld_GetNameRef) \
    X(OGR_Fld_GetType) \
    X(OGR_Fld_SetPrecision) \
    X(OGR_Fld_SetWidth) \
    X(OGR_GT_Flatten) \
    X(OGR_G_AddGeometryDirectly) \
    X(OGR_G_AddPoint_2D) \
    X(OGR_G_CreateGeometry) \
    X(OGR_G_DestroyGeometry) \
    X(OGR_G_GetGeometryCount) \
    X(OGR_G_GetGeometryRef) \
    X(OGR_G_GetGeometryType) \
    X(OGR_G_GetLinearGeometry) \
    X(OGR_G_GetPointCount) \
    X(OGR_G_GetPoints) \
    X(OGR_G_GetX) \
    X(OGR_G_GetY) \
    X(OGR_G_IsEmpty) \
    X(OGR_G_SetPoint_2D) \
    X(OGR_G_SetPoints) \
    X(OGR_L_CreateFeature) \
    X(OGR_L_CreateField) \
    X(OGR_L_GetFeatureCount) \
    X(OGR_L_GetGeomType) \
    X(OGR_L_GetLayerDefn) \
    X(OGR_L_GetName) \
    X(OGR_L_GetNextFeature) \
    X(OGR_L_GetSpatialRef) \
    X(OGR_L_ResetReading) \
    X(OGR_L_SetAttributeFilter) \
    X(OGR_L_SetSpatialFilter) \
    X(OGR_L_SetSpatialFilterRect) \
    X(OSRDestroySpatialReference) \
    X(OSRExportToWkt) \
    X(OSRGetAuthorityCode) \
    X(OSRGetAuthorityName) \
    X(OSRImportFromEPSG) \
    X(OSRNewSpatialReference) \
    X(OSRSetAxisMappingStrategy) \
    X(VSIFCloseL) \
    X(VSIFOpenL) \
    X(VSIFReadL) \
    X(VSIFSeekL) \
    X(VSIFTellL) \
    X(VSIFWriteL) \
    X(VSIFileFromMemBuffer) \
    X(VSIFree) \
    X(VSIReadDirRecursive) \
    X(VSIRmdirRecursive) \
    X(VSIStatL)
/* clang-format on */

typedef struct GdalCalls {
#define GDAL_CALL_MEMBER(name) __typeof__(&(name)) name;
    GDAL_CALLS(GDAL_CALL_MEMBER)
#undef GDAL_CALL_MEMBER
} GdalCalls;

/* Empty until gdal_enter. */
extern GdalCalls gdal_calls;

/* Once in the process. A GDAL that cannot be loaded ends the program with a message: it is not
 * installed as it was when the program was built. */
void gdal_calls_load(void);

#ifndef GDAL_CALLS_BARE
/* clang-format off */
#define CPLErrorReset gdal_calls.CPLErrorReset
#define CPLGetConfigOption gdal_calls.CPLGetConfigOption
#define CPLGetErrorHandlerUserData gdal_calls.CPLGetErrorHandlerUserData
#define CPLPopErrorHandler gdal_calls.CPLPopErrorHandler
#define CPLPushErrorHandlerEx gdal_calls.CPLPushErrorHandlerEx
#define CPLSetConfigOption gdal_calls.CPLSetConfigOption
#define CPLSetThreadLocalConfigOption gdal_calls.CPLSetThreadLocalConfigOption
#define CSLDestroy gdal_calls.CSLDestroy
#define CSLSetNameValue gdal_calls.CSLSetNameValue
#define GDALAllRegister gdal_calls.GDALAllRegister
#define GDALClose gdal_calls.GDALClose
#define GDALCreate gdal_calls.GDALCreate
#define GDALDatasetCommitTransaction gdal_calls.GDALDatasetCommitTransaction
#define GDALDatasetCreateLayer gdal_calls.GDALDatasetCreateLayer
#define GDALDatasetExecuteSQL gdal_calls.GDALDatasetExecuteSQL
#define GDALDatasetGetLayer gdal_calls.GDALDatasetGetLayer
#define GDALDatasetGetLayerCount gdal_calls.GDALDatasetGetLayerCount
#define GDALDatasetReleaseResultSet gdal_calls.GDALDatasetReleaseResultSet
#define GDALDatasetStartTransaction gdal_calls.GDALDatasetStartTransaction
#define GDALDatasetTestCapability gdal_calls.GDALDatasetTestCapability
#define GDALGetDriverByName gdal_calls.GDALGetDriverByName
#define GDALGetGeoTransform gdal_calls.GDALGetGeoTransform
#define GDALGetRasterBand gdal_calls.GDALGetRasterBand
#define GDALGetRasterCount gdal_calls.GDALGetRasterCount
#define GDALGetRasterNoDataValue gdal_calls.GDALGetRasterNoDataValue
#define GDALGetRasterXSize gdal_calls.GDALGetRasterXSize
#define GDALGetRasterYSize gdal_calls.GDALGetRasterYSize
#define GDALGetSpatialRef gdal_calls.GDALGetSpatialRef
#define GDALOpenEx gdal_calls.GDALOpenEx
#define GDALRasterIO gdal_calls.GDALRasterIO
#define GDALSetGeoTransform gdal_calls.GDALSetGeoTransform
#define GDALSetRasterNoDataValue gdal_calls.GDALSetRasterNoDataValue
#define GDALSetSpatialRef gdal_calls.GDALSetSpatialRef
#define OGR_FD_GetFieldCount gdal_calls.OGR_FD_GetFieldCount
#define OGR_FD_GetFieldDefn gdal_calls.OGR_FD_GetFieldDefn
#define OGR_FD_GetGeomType gdal_calls.OGR_FD_GetGeomType
#define OGR_F_Create gdal_calls.OGR_F_Create
#define OGR_F_Destroy gdal_calls.OGR_F_Destroy
#define OGR_F_GetFID gdal_calls.OGR_F_GetFID
#define OGR_F_GetFieldAsDateTime gdal_calls.OGR_F_GetFieldAsDateTime
#define OGR_F_GetFieldAsDouble gdal_calls.OGR_F_GetFieldAsDouble
#define OGR_F_GetFieldAsInteger64 gdal_calls.OGR_F_GetFieldAsInteger64
#define OGR_F_GetFieldAsString gdal_calls.OGR_F_GetFieldAsString
#define OGR_F_GetFieldDefnRef gdal_calls.OGR_F_GetFieldDefnRef
#define OGR_F_GetGeometryRef gdal_calls.OGR_F_GetGeometryRef
#define OGR_F_IsFieldSetAndNotNull gdal_calls.OGR_F_IsFieldSetAndNotNull
#define OGR_F_SetFieldNull gdal_calls.OGR_F_SetFieldNull
#define OGR_F_SetFieldString gdal_calls.OGR_F_SetFieldString
#define OGR_F_SetGeometryDirectly gdal_calls.OGR_F_SetGeometryDirectly
#define OGR_Fld_Create gdal_calls.OGR_Fld_Create
#define OGR_Fld_Destroy gdal_calls.OGR_Fld_Destroy
#define OGR_Fld_GetNameRef gdal_calls.OGR_Fld_GetNameRef
#define OGR_Fld_GetType gdal_calls.OGR_Fld_GetType
#define OGR_Fld_SetPrecision gdal_calls.OGR_Fld_SetPrecision
#define OGR_Fld_SetWidth gdal_calls.OGR_Fld_SetWidth
#define OGR_GT_Flatten gdal_calls.OGR_GT_Flatten
#define OGR_G_AddGeometryDirectly gdal_calls.OGR_G_AddGeometryDirectly
#define OGR_G_AddPoint_2D gdal_calls.OGR_G_AddPoint_2D
#define OGR_G_CreateGeometry gdal_calls.OGR_G_CreateGeometry
#define OGR_G_DestroyGeometry gdal_calls.OGR_G_DestroyGeometry
#define OGR_G_GetGeometryCount gdal_calls.OGR_G_GetGeometryCount
#define OGR_G_GetGeometryRef gdal_calls.OGR_G_GetGeometryRef
#define OGR_G_GetGeometryType gdal_calls.OGR_G_GetGeometryType
#define OGR_G_GetLinearGeometry gdal_calls.OGR_G_GetLinearGeometry
#define OGR_G_GetPointCount gdal_calls.OGR_G_GetPointCount
#define OGR_G_GetPoints gdal_calls.OGR_G_GetPoints
#define OGR_G_GetX gdal_calls.OGR_G_GetX
#define OGR_G_GetY gdal_calls.OGR_G_GetY
#define OGR_G_IsEmpty gdal_calls.OGR_G_IsEmpty
#define OGR_G_SetPoint_2D gdal_calls.OGR_G_SetPoint_2D
#define OGR_G_SetPoints gdal_calls.OGR_G_SetPoints
#define OGR_L_CreateFeature gdal_calls.OGR_L_CreateFeature
#define OGR_L_CreateField gdal_calls.OGR_L_CreateField
#define OGR_L_GetFeatureCount gdal_calls.OGR_L_GetFeatureCount
#define OGR_L_GetGeomType gdal_calls.OGR_L_GetGeomType
#define OGR_L_GetLayerDefn gdal_calls.OGR_L_GetLayerDefn
#define OGR_L_GetName gdal_calls.OGR_L_GetName
#define OGR_L_GetNextFeature gdal_calls.OGR_L_GetNextFeature
#define OGR_L_GetSpatialRef gdal_calls.OGR_L_GetSpatialRef
#define OGR_L_ResetReading gdal_calls.OGR_L_ResetReading
#define OGR_L_SetAttributeFilter gdal_calls.OGR_L_SetAttributeFilter
#define OGR_L_SetSpatialFilter gdal_calls.OGR_L_SetSpatialFilter
#define OGR_L_SetSpatialFilterRect gdal_calls.OGR_L_SetSpatialFilterRect
#define OSRDestroySpatialReference gdal_calls.OSRDestroySpatialReference
#define OSRExportToWkt gdal_calls.OSRExportToWkt
#define OSRGetAuthorityCode gdal_calls.OSRGetAuthorityCode
#define OSRGetAuthorityName gdal_calls.OSRGetAuthorityName
#define OSRImportFromEPSG gdal_calls.OSRImportFromEPSG
#define OSRNewSpatialReference gdal_calls.OSRNewSpatialReference
#define OSRSetAxisMappingStrategy gdal_calls.OSRSetAxisMappingStrategy
#define VSIFCloseL gdal_calls.VSIFCloseL
#define VSIFOpenL gdal_calls.VSIFOpenL
#define VSIFReadL gdal_calls.VSIFReadL
#define VSIFSeekL gdal_calls.VSIFSeekL
#define VSIFTellL gdal_calls.VSIFTellL
#define VSIFWriteL gdal_calls.VSIFWriteL
#define VSIFileFromMemBuffer gdal_calls.VSIFileFromMemBuffer
#define VSIFree gdal_calls.VSIFree
#define VSIReadDirRecursive gdal_calls.VSIReadDirRecursive
#define VSIRmdirRecursive gdal_calls.VSIRmdirRecursive
#define VSIStatL gdal_calls.VSIStatL
/* clang-format on */
#endif
